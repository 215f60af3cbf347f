/** Seeded random numbers, in named streams: what one part of a run draws never shifts what another part draws. */
import { shuffler } from 'd3-array';
import { randomNormal } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Four well-mixed 32-bit words from a seed and a name: FNV-1a of each word's own text, then the MurmurHash3 finaliser. */
function stateOf(seed: number, stream: string): number[] {
  return [1, 2, 3, 4].map((word) => {
    let h = 0x811c9dc5;
    for (const character of `${word}:${seed}/${stream}`) h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) | 0;
  });
}

export class Rng {
  readonly #generator: RandomGenerator;
  readonly #normal: () => number;
  readonly #seed: number;
  readonly #stream: string;

  /** @param stream names what the numbers are for, for example 'split' or 'init'. */
  constructor(seed: number, stream: string) {
    this.#seed = seed;
    this.#stream = stream;
    this.#generator = xoroshiro128plusFromState(stateOf(seed, stream));
    this.#normal = randomNormal.source(() => this.uniform())(0, 1);
  }

  /** A stream of its own below this one; independent of how many numbers were drawn here. */
  split(name: string): Rng {
    return new Rng(this.#seed, `${this.#stream}/${name}`);
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return uniformFloat64(this.#generator);
  }

  /** Uniform integer in [0, below). */
  integer(below: number): number {
    return uniformInt(this.#generator, 0, below - 1);
  }

  /** Standard normal. */
  normal(): number {
    return this.#normal();
  }

  /** `count` draws of N(0, std²). */
  normals(count: number, std: number): Float32Array {
    return Float32Array.from({ length: count }, () => this.normal() * std);
  }

  /** `count` draws of U(−bound, bound). */
  uniforms(count: number, bound: number): Float32Array {
    return Float32Array.from({ length: count }, () => (2 * this.uniform() - 1) * bound);
  }

  /** 0 … count−1 in random order. */
  permutation(count: number): Int32Array {
    return shuffler(() => this.uniform())(Int32Array.from({ length: count }, (_, i) => i));
  }
}
