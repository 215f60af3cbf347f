/** Backends by name, and how one was chosen. */
import type { Text } from '../text.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';
/**
 * A backend by name; 'auto', the fastest good one; or 'exact', plain SIMD on WASM, whose numbers are the same on every machine: relaxed SIMD may
 * round otherwise on another processor, and so do WebGPU and plain JavaScript.
 */
export type BackendRequest = BackendName | 'auto' | 'exact';
export const REQUESTS = ['auto', 'webgpu', 'wasm', 'exact', 'cpu'] as const satisfies readonly BackendRequest[];
/** What the kernels are made of: two runs of one config agree in every bit only on the same. */
export type KernelBuild = 'relaxed SIMD' | 'SIMD' | 'WGSL' | 'plain';

/** One attempt at a backend: taken, or why not. */
export interface BackendChoice {
  readonly backend: BackendName;
  /** For people: 'SIMD, relaxed', the GPU's name, … */
  readonly device: string;
  readonly build: KernelBuild;
  /** Backends tried before this one, with the reason each was left. */
  readonly fallbacks: readonly { readonly backend: BackendName; readonly reason: Text }[];
  /** On 'auto' with several good backends: steps per second of each in a short race, fastest first. */
  readonly race?: readonly { readonly backend: BackendName; readonly stepsPerSecond: number }[];
}

/** What asks for the same kernels by name. On 'wasm' it is the fastest build that there is: whoever wants relaxed SIMD looks at what came. */
export const requestFor = ({ backend, build }: Pick<BackendChoice, 'backend' | 'build'>): Exclude<BackendRequest, 'auto'> =>
  backend === 'wasm' && build === 'SIMD' ? 'exact' : backend;

/** What computes: of WASM the build as well, since they round differently. As it is called in every language. */
export function kernelsName({ backend, build }: Pick<BackendChoice, 'backend' | 'build'>): string {
  if (backend === 'wasm') return build === 'relaxed SIMD' ? 'WASM SIMD (relaxed)' : 'WASM SIMD';
  return backend === 'webgpu' ? 'WebGPU' : 'CPU';
}

/** What computed a run, one after the other; null before that is known. */
export const kernelsWay = (made: readonly Pick<BackendChoice, 'backend' | 'build'>[]): string | null =>
  made.length === 0 ? null : made.map(kernelsName).join(' → ');

/** The choice that an event tells, and nothing else of it. */
export function choiceOf({ backend, device, build, fallbacks, race }: BackendChoice): BackendChoice {
  return { backend, device, build, fallbacks, ...(race === undefined ? {} : { race }) };
}
