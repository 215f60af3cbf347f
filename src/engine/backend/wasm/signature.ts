/** What a step does, as text: equal for equal steps. */
import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';

export type Call = Parameters<KernelFunc>[0];
export type Inputs = NamedTensorInfoMap | readonly TensorInfo[];

/** Some of TF.js's kernels take a list of tensors for a map. */
export const listOf = (inputs: Inputs): TensorInfo[] => Object.values(inputs as NamedTensorInfoMap).filter((input) => input != null);

/** Names things that were there before the step; the same names for the same things in every recording. */
export class Names {
  readonly #known = new WeakMap<object, string>();
  #count = 0;

  of(dataId: object): string {
    const known = this.#known.get(dataId) ?? `x${this.#count++}`;
    this.#known.set(dataId, known);
    return known;
  }
}

/** FNV-1a over the bytes. */
function hash(bytes: Uint8Array): string {
  let value = 0x811c9dc5;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16);
}

/** The kernels with their attributes, where their inputs came from, and numbers from the host. */
export class Signature {
  readonly #names: Names;
  readonly #lines: string[] = [];
  /** What made a tensor of this step. */
  readonly #origins = new Map<object, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  /** Whether this step made it. */
  made(dataId: object): boolean {
    return this.#origins.has(dataId);
  }

  /** Numbers that came from the host. */
  write({ dataId, shape, dtype }: TensorInfo, bytes: Uint8Array): void {
    this.#origins.set(dataId, `w${this.#lines.length}`);
    this.#lines.push(`write ${shape.join('×')} ${dtype} ${hash(bytes)}`);
  }

  kernel(name: string, { inputs, attrs = {} }: Call, outputs: readonly TensorInfo[]): void {
    const described = Object.entries(inputs).map(([key, input]) => {
      if (input == null) return `${key}: none`;
      const origin = this.#origins.get(input.dataId) ?? this.#names.of(input.dataId);
      return `${key}: ${origin} ${input.shape.join('×')} ${input.dtype}`;
    });
    const given = listOf(inputs);
    outputs.forEach(({ dataId }, i) => {
      if (!this.made(dataId) && !given.some((input) => input.dataId === dataId)) this.#origins.set(dataId, `k${this.#lines.length}.${i}`);
    });
    this.#lines.push(`${name}(${described.join(', ')}) ${JSON.stringify(attrs)}`);
  }
}
