/** Backends by name, and how one was chosen. */
import type { Text } from '../text.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';
/** A backend by name, or the first good one. */
export type BackendRequest = BackendName | 'auto';

/** One attempt at a backend: taken, or why not. */
export interface BackendChoice {
  readonly backend: BackendName;
  /** For people: 'SIMD, relaxed', the GPU's name, … */
  readonly device: string;
  /** Backends tried before this one, with the reason each was left. */
  readonly fallbacks: readonly { readonly backend: BackendName; readonly reason: Text }[];
  /** On 'auto' with several good backends: steps per second of each in a short race, fastest first. */
  readonly race?: readonly { readonly backend: BackendName; readonly stepsPerSecond: number }[];
}
