/** Registries: lists of entries that describe themselves. Form, link, command line, help and contract tests are read off them. */
import type { DatasetShape } from './data/dataset.ts';
import { defaultsOf, type Parameters, type Value, type Values } from './parameters.ts';
import type { Text } from './text.ts';

/** What every registry entry says of itself. */
export interface Entry {
  readonly id: string;
  readonly label: Text;
  /** One or two sentences for the form. */
  readonly summary: Text;
  /** Paper and section, for example 'Power et al. 2022, §A.1'. */
  readonly reference?: string;
  readonly parameters: Parameters;
  /** What was measured, with it and such data, of a field's effect: by path, shown beside the field's help. */
  readonly notes?: (shape: DatasetShape) => Readonly<Record<string, Text>>;
  /** Values with which it does what it is for and is quick about it, where its defaults do not: what tests try it with. */
  readonly example?: Readonly<Record<string, Value>>;
}

/** An entry's section as its example has it. */
export function exampleOf(entry: Entry): Section {
  return { ...defaultsOf(entry.parameters), ...entry.example, id: entry.id };
}

/** One section of a config: which entry, and its parameters' values. */
export type Section = { readonly id: string } & Readonly<Record<string, Value>>;

/** An entry as its author states it: its parameters keep their own types until `define…` forgets them. */
export type Typed<E extends Entry, P extends Parameters, K extends keyof E> = Omit<E, 'parameters' | 'example' | K> & {
  readonly parameters: P;
  readonly example?: Partial<Values<P>>;
};

/** The entries of one kind, in the order the page lists them. */
export class Registry<E extends Entry> {
  readonly kind: string;
  readonly entries: readonly E[];

  constructor(kind: string, entries: readonly E[]) {
    const ids = new Set(entries.map((e) => e.id));
    if (ids.size !== entries.length) throw new Error(`two entries of ${kind} share an id`);
    this.kind = kind;
    this.entries = entries;
  }

  get ids(): string[] {
    return this.entries.map((e) => e.id);
  }

  find(id: string): E | undefined {
    return this.entries.find((e) => e.id === id);
  }

  /** @throws Error when no entry has that id; validated configs never reach it. */
  get(id: string): E {
    const entry = this.find(id);
    if (entry === undefined) throw new Error(`no ${this.kind} «${id}»`);
    return entry;
  }
}
