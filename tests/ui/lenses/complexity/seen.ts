/** Answers of the look at small networks: of a table and of pictures. */
import { complexity } from '../../../../src/engine/looks/complexity/complexity.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { examples } from '../../../../src/engine/looks/examples.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import type { Seen } from '../../../../src/store/viewer.ts';
import { LISTED } from '../../../../src/ui/lenses/complexity/view.ts';
import { useDevice } from '../../../devices.ts';
import { networkOf, seenBy } from '../../../engine/looks/networks.ts';

const DEVICE = await useDevice('cpu');
const STEP = 1530;

export function seenOf(config: RunConfig): Seen<'complexity'> {
  const rng = new Rng(5, 'shaken');
  const network = networkOf(config, { step: STEP, parameters: networkOf(config).parameters.map((p) => p.map((x) => x + 0.1 * rng.normal())) });
  const question = { detail: 'quick' } as const;
  return { subject: 'run', config, step: STEP, question, answer: seenBy(complexity, network, question, DEVICE).answer, took: 1 };
}

export const offerOf = (config: RunConfig): Seen<'examples'> => ({
  subject: 'run',
  config,
  step: 0,
  question: LISTED,
  answer: seenBy(examples, networkOf(config), LISTED).answer,
  took: 1,
});
