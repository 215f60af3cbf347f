/** A loss on a device, with the values of a config: what training steps and probes compute. */
import { scalar, type Scalar, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Device } from '../backend/device.ts';
import { isLive } from '../parameters.ts';
import type { Section } from '../registry.ts';
import { losses } from './index.ts';

export interface PlacedLoss {
  /** Mean loss over the rows, a scalar; differentiable in `logits` (n, outputs). `targets` as in Batch. */
  loss(logits: Tensor2D, targets: Tensor): Tensor;
  /** Takes over the live values of the same loss; steps that were recorded see them too. */
  set(section: Section): void;
  dispose(): void;
}

/** The caller disposes it. */
export function placeLoss(section: Section, device: Pick<Device, 'write'>): PlacedLoss {
  const def = losses.get(section.id);
  const names = Object.keys(def.parameters).filter((name) => isLive(def.parameters[name]));
  const scalars = new Map<string, Scalar>(names.map((name) => [name, scalar(section[name] as number, 'float32')]));
  const live = (name: string): Scalar => {
    const value = scalars.get(name);
    if (value === undefined) throw new Error(`«${name}» of the loss ${def.id} is not live`);
    return value;
  };
  return {
    loss: (logits, targets) => def.loss(logits, targets, section, live),
    set(next) {
      for (const [name, tensor] of scalars) device.write(tensor, Float32Array.of(next[name] as number));
    },
    dispose() {
      for (const tensor of scalars.values()) tensor.dispose();
    },
  };
}
