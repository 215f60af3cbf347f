/** The seam around TF.js: what the engine needs of a backend beyond running kernels. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { Spoken } from '../spoken.ts';
import { text, type Text } from '../text.ts';
import type { BackendName, KernelBuild } from './choice.ts';

/** Thrown by `read` and `advance` once the device is gone. */
export class DeviceLost extends Spoken {
  override readonly name = 'DeviceLost';

  /** @param what in the browser's words, for whoever looks for the cause. */
  constructor(what: string, words: Text = GONE) {
    super(words);
    this.message = what;
  }
}

/** Why a device is gone, for people. */
export const GONE = text('the GPU was taken away', 'GPU が使えなくなりました');
export const FAULTY = text('the GPU reported an error, after which its numbers cannot be trusted', 'GPU がエラーを報告し、数値を信頼できなくなりました');
export const MUTE = text('the GPU stopped answering', 'GPU が応答しなくなりました');

/** One training step, ready to be taken many times. */
export interface Stepper {
  /**
   * Takes `count` steps. Before step i (0 … count−1) the scalars tensor holds `scalars(i)`, and `refill(i)`, where given, has exchanged the
   * batch. Does not wait for the device. @throws DeviceLost
   */
  advance(count: number, scalars: (i: number) => readonly number[], refill: ((i: number) => void) | null): void;
  /** Why steps run kernel by kernel and are not replayed; null where they are, or will be. */
  readonly obstacle: string | null;
  dispose(): void;
}

export interface Device {
  readonly backend: BackendName;
  readonly build: KernelBuild;
  /** For people: 'SIMD, relaxed', the GPU's name, … */
  readonly description: string;
  /** Whether work goes on after a call returns, so that the host should not wait for one thing before it asks for the next. */
  readonly asynchronous: boolean;
  /** Overwrites a tensor's numbers in place; `data` has the tensor's dtype and size. */
  write(tensor: Tensor, data: Float32Array | Int32Array): void;
  /** Copies a tensor's numbers to the host. @throws DeviceLost */
  read(tensor: Tensor): Promise<Float32Array>;
  /**
   * Makes a stepper of `step`, which runs kernels only: it updates parameters and slots in place, reads nothing back, and does the same
   * kernels on the same tensors every time, so that a device may record it once and replay it.
   */
  stepper(step: () => void, scalars: Tensor1D): Stepper;
  /** Resolves with the reason once the device is gone; never for devices that cannot go. */
  readonly lost: Promise<string>;
  /** Whether it is gone. */
  isGone(): boolean;
  /** Gives back what the device holds beyond its tensors. */
  dispose(): void;
}

/** The stepper of devices that run kernels as they are called. */
export function eagerStepper(write: Device['write'], step: () => void, scalars: Tensor1D): Stepper {
  const row = new Float32Array(scalars.size);
  return {
    obstacle: 'this device runs kernels as they are called',
    advance(count, scalarsOf, refill) {
      for (let i = 0; i < count; i++) {
        row.set(scalarsOf(i));
        write(scalars, row);
        refill?.(i);
        step();
      }
    },
    dispose: () => undefined,
  };
}
