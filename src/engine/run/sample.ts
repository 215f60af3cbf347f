/** A handful of a run's examples, and what the network answers to them: for a page that shows them. */
import { tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { Device } from '../backend/device.ts';
import { planBatch } from '../data/batch.ts';
import type { Dataset, Examples } from '../data/dataset.ts';
import { firstOf } from '../data/examples.ts';
import type { Model } from '../models/model.ts';

/** How many of each side are shown. */
const TRAIN = 12;
const VALIDATION = 24;

export type Sample = Pick<Dataset, 'shape' | 'train' | 'val'>;

/** The sides are already shuffled: the first are as good as any. */
export function sampleOf({ shape, train, val }: Dataset): Sample {
  return { shape, train: firstOf(train, Math.min(TRAIN, train.count)), val: firstOf(val, Math.min(VALIDATION, val.count)) };
}

export interface Answers {
  /** The class that gets the largest output. */
  readonly train: readonly number[];
  readonly val: readonly number[];
}

export interface Answerer {
  /** Reads one row of outputs per example back. @throws DeviceLost */
  ask(parameters: readonly Tensor[]): Promise<Answers>;
  dispose(): void;
}

function largest(outputs: Float32Array, width: number): number[] {
  return Array.from({ length: outputs.length / width }, (_, row) => {
    const values = outputs.subarray(row * width, (row + 1) * width);
    return values.indexOf(Math.max(...values));
  });
}

export function createAnswerer(model: Model, { shape, train, val }: Sample, device: Device): Answerer {
  const batches = [train, val].map((examples: Examples) => planBatch(model.plan(examples.count), examples, model.constants, device));
  return {
    async ask(parameters) {
      const logits = batches.map((batch) => tidy(() => model.logits(parameters, batch)));
      try {
        const [ofTrain = [], ofVal = []] = (await Promise.all(logits.map((t) => device.read(t)))).map((outputs) => largest(outputs, shape.outputs));
        return { train: ofTrain, val: ofVal };
      } finally {
        for (const t of logits) t.dispose();
      }
    },
    dispose() {
      for (const batch of batches) batch.dispose();
    },
  };
}
