/**
 * A model as a plain forward pass on the host, in float64, with names for the places inside it. Whoever looks inside hangs a hook on such a
 * site: it reads, keeps or replaces what stands there (TransformerLens, «hook points»). Switching a head or a neuron off is one such hook.
 */
import type { Examples } from '../../data/dataset.ts';
import { text, type Text } from '../../text.ts';
import type { Numbers } from './linear.ts';

/** What the entries along one axis of a site's values are. */
export const AXES = {
  operand: text('operand', '項'),
  token: text('token', 'トークン'),
  position: text('position', '位置'),
  source: text('attended position', '注目される位置'),
  head: text('head', 'ヘッド'),
  dimension: text('dimension', '次元'),
  channel: text('channel', 'チャンネル'),
  neuron: text('neuron', 'ニューロン'),
  output: text('output', '出力'),
  node: text('node', 'ノード'),
  feature: text('feature', '特徴量'),
} as const satisfies Record<string, Text>;

export interface Axis {
  readonly kind: keyof typeof AXES;
  readonly size: number;
  /** How a reader would write the entries, where they are not just numbered: «a», «b», «=». */
  readonly names?: readonly string[];
}

/** a, b, c, …, and where letters do not last 1, 2, 3, …: entries in a row. */
export function letters(count: number): string[] {
  return Array.from({ length: count }, (_, i) => (count <= 26 ? String.fromCharCode(97 + i) : String(i + 1)));
}

/** One place inside a model. */
export interface Site {
  /** Unique in its model; the same where models share a notion: 'embedding', 'layer0.pattern', 'logits'. */
  readonly id: string;
  readonly label: Text;
  /** Axes of one example's values, row-major. */
  readonly axes: readonly Axis[];
}

/**
 * Sees the values of all examples at a site, of `shape` (count, …axes), and may give others of that shape to stand in their place. The values
 * are its to keep and not its to change.
 */
export type Hook = (values: Float64Array, shape: readonly number[]) => Float64Array | undefined;
/** By a site's id. */
export type Hooks = Readonly<Record<string, Hook>>;

/** Entries of an example's values at a site that are to be the same for every example. */
export interface Held {
  readonly site: string;
  readonly entries: Int32Array;
  /** (entries) */
  readonly values: Float64Array;
}

export interface PlainPass {
  /** In the order in which a pass comes by them; the last one is 'logits'. */
  readonly sites: readonly Site[];
  /**
   * Outputs (count, outputs) for parameters in the order of the model's: the same function as the model's `logits`, without a device.
   * @throws Error when a hook names no site, or gives another number of values.
   */
  forward(parameters: readonly Numbers[], examples: Examples, hooks?: Hooks): Float64Array;
  /** What a pass with a hook that holds these entries gives, without laying out what stands at the site; null where the model knows no such way. */
  held?(parameters: readonly Numbers[], examples: Examples, held: Held): Float64Array | null;
}

/** Takes one pass by its hooks. */
export class Visit {
  readonly #sites: ReadonlyMap<string, Site>;
  readonly #hooks: ReadonlyMap<string, Hook>;
  readonly #count: number;

  constructor(sites: readonly Site[], hooks: Hooks, count: number) {
    this.#sites = new Map(sites.map((site) => [site.id, site]));
    this.#hooks = new Map(Object.entries(hooks));
    this.#count = count;
    for (const id of this.#hooks.keys()) if (!this.#sites.has(id)) throw new Error(`no site «${id}»`);
  }

  /** Whether nobody looks anywhere. */
  get isBlind(): boolean {
    return this.#hooks.size === 0;
  }

  /** Whether nobody looks anywhere but at these sites. */
  seesOnly(ids: readonly string[]): boolean {
    return [...this.#hooks.keys()].every((id) => ids.includes(id));
  }

  /** Whether anyone looks there: values that a pass can do without are laid out only then. */
  isAwaited(id: string): boolean {
    return this.#hooks.has(id);
  }

  /** The values to go on with. */
  at(id: string, values: Float64Array): Float64Array {
    const [site, hook] = [this.#sites.get(id), this.#hooks.get(id)];
    if (site === undefined) throw new Error(`no site «${id}»`);
    const replaced = hook?.(values, [this.#count, ...site.axes.map(({ size }) => size)]) ?? values;
    if (replaced.length !== values.length) throw new Error(`«${id}» has ${values.length} values, not ${replaced.length}`);
    return replaced;
  }
}
