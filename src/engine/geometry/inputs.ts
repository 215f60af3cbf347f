/** What `preactivations` needs to know on a device of the inputs that it is given. */
import type { Device } from '../backend/device.ts';
import { planBatch, type OwnedBatch } from '../data/batch.ts';
import type { Examples } from '../data/dataset.ts';
import { blank } from '../data/examples.ts';
import type { Model } from '../models/model.ts';

/** For inputs that are points of these examples, or lie around them, one each. The caller disposes it. */
export function planInputs({ geometry, constants }: Pick<Model, 'geometry' | 'constants'>, examples: Examples, device: Device): OwnedBatch {
  const { count } = examples;
  return planBatch(geometry.inputPlan(count), geometry.bound === true ? examples : blank(count), constants, device);
}
