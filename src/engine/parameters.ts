/**
 * Parameter descriptors. A registry entry (task, model, optimiser, loss, probe) states its parameters once, here in this
 * vocabulary; the form, the link, the command-line flags, validation and help text are all derived from that statement.
 */
import type { DatasetShape } from './data/dataset.ts';
import type { Text } from './text.ts';

interface Described {
  readonly label: Text;
  /** One line: what it does and what to expect when it moves. */
  readonly help: Text;
  /** TeX for the quantity's usual symbol, without dollar signs. */
  readonly symbol?: string;
  /** Shown only after «more» is opened. */
  readonly advanced?: boolean;
  /** Whether it means something for data of a shape; not shown where it does not. */
  readonly appliesTo?: (shape: DatasetShape) => boolean;
}

export interface NumberParameter extends Described {
  readonly kind: 'number';
  readonly default: number | string;
  readonly min: number;
  readonly max: number;
  /** 'log' draws a logarithmic slider that snaps to 1-2-5. With min = 0 the slider's first stop is 0. */
  readonly scale: 'linear' | 'log';
  readonly integer?: boolean;
  /** Slider step on a linear scale. */
  readonly step?: number;
  /** Slider stops, when only some values make sense (primes, widths). Values in between stay valid if `valid` says so. */
  readonly stops?: readonly number[];
  /** A word that may stand in place of the number, for example 'full'. */
  readonly word?: string;
  /** What the word means, shown in the form. */
  readonly wordLabel?: Text;
  /** A further condition on the number, and how to say it. */
  readonly valid?: (value: number) => boolean;
  readonly validText?: Text;
  /** Can change while a run goes on. */
  readonly live?: boolean;
}

export interface ChoiceParameter extends Described {
  readonly kind: 'choice';
  readonly default: string;
  /** `rests`: with this value the fields after it mean nothing. */
  readonly choices: readonly { readonly value: string; readonly label: Text; readonly help?: Text; readonly rests?: true }[];
}

export interface FlagParameter extends Described {
  readonly kind: 'flag';
  readonly default: boolean;
}

/** What a line of text means: its one way of being written, or what it must be instead. */
export type ReadLine = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly expected: Text };

/** A line of text in a small language of its own. Its values are canonical: read again they are the same. */
export interface LineParameter extends Described {
  readonly kind: 'line';
  readonly default: string;
  /** What it may be, as the end of the sentence «… must be …». */
  readonly expected: Text;
  /** Reads what was typed. Never throws. */
  readonly parse: (typed: string) => ReadLine;
  /** Offered where it is typed. */
  readonly suggestions: readonly string[];
  /** Whether it describes a file of the reader's, which is opened and not typed: the task's data, or weights. */
  readonly file?: true | 'weights';
}

export type Parameter = NumberParameter | ChoiceParameter | FlagParameter | LineParameter;
export type Parameters = Readonly<Record<string, Parameter>>;
export type Value = number | string | boolean;

type ValueOf<D extends Parameter> = D extends { kind: 'flag' }
  ? boolean
  : D extends { kind: 'choice' }
    ? D['choices'][number]['value']
    : D extends { kind: 'line' }
      ? string
      : D extends { word: infer W extends string }
        ? number | W
        : number;

/** The values that a set of descriptors admits, by name. */
export type Values<P extends Parameters> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** Names of the parameters that may change while a run goes on. */
export type LiveName<P extends Parameters> = { [K in keyof P]: P[K] extends { readonly live: true } ? K : never }[keyof P];

export function isLive(parameter: Parameter | undefined): parameter is NumberParameter {
  return parameter?.kind === 'number' && parameter.live === true;
}

type Options<D extends Described, Fixed extends keyof D> = Omit<D, Fixed | 'kind'>;

export function number<const D extends Options<NumberParameter, never>>(descriptor: D): D & { readonly kind: 'number' } {
  return { kind: 'number', ...descriptor };
}

export function choice<const D extends Options<ChoiceParameter, never>>(descriptor: D): D & { readonly kind: 'choice' } {
  return { kind: 'choice', ...descriptor };
}

export function flag<const D extends Options<FlagParameter, never>>(descriptor: D): D & { readonly kind: 'flag' } {
  return { kind: 'flag', ...descriptor };
}

export function line<const D extends Options<LineParameter, never>>(descriptor: D): D & { readonly kind: 'line' } {
  return { kind: 'line', ...descriptor };
}

/** Every parameter at its default. */
export function defaultsOf(parameters: Parameters): Record<string, Value> {
  return Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.default]));
}
