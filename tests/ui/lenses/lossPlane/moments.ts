/** Kept moments of a small network: its beginning, one that has memorised, one between, and one that has grokked. */
import type { MilestoneKind } from '../../../../src/engine/run/milestone.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import type { Moment } from '../../../../src/ui/lenses/lossPlane/corners.ts';
import { MLP, networkOf } from '../../../engine/looks/networks.ts';

const { parameters } = networkOf(MLP);
const rng = new Rng(4, 'moments');

export function momentOf(step: number, by: number, ...kinds: readonly MilestoneKind[]): Moment {
  const learned = { milestones: kinds.map((kind) => ({ kind, step })) } as unknown as Moment['learned'];
  return { step, parameters: parameters.map((part) => part.map((value) => value + by * rng.normal())), learned };
}

export const MOMENTS: readonly Moment[] = [
  momentOf(0, 0),
  momentOf(50, 0.05),
  momentOf(100, 0.1, 'memorised'),
  momentOf(400, 0.12, 'memorised'),
  momentOf(900, 0.2, 'memorised', 'grokked'),
];
