/** Answers of the looks at small networks: of pictures, of tokens and of values. */
import { adversarial } from '../../../../src/engine/looks/adversarial/adversarial.ts';
import { attacked } from '../../../../src/engine/looks/adversarial/attacked.ts';
import type { AttackQuestion, AttackSeen, SampleSeen } from '../../../../src/engine/looks/adversarial/question.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { examples } from '../../../../src/engine/looks/examples.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import type { Seen } from '../../../../src/store/viewer.ts';
import { FIRST, OFFERED } from '../../../../src/ui/lenses/adversarial/view.ts';
import { useDevice } from '../../../devices.ts';
import { networkOf, seenBy } from '../../../engine/looks/networks.ts';

const DEVICE = await useDevice('cpu');
const STEP = 1530;

/** Weights with some chance in them, so that attacks find slopes. */
function shaken(config: RunConfig): NetworkAt {
  const rng = new Rng(5, 'shaken');
  return networkOf(config, { step: STEP, parameters: networkOf(config).parameters.map((p) => p.map((x) => x + 0.2 * rng.normal())) });
}

export function seenOf(config: RunConfig, asked: Partial<AttackQuestion> = {}): Seen<'adversarial'> {
  const question = { ...FIRST, ...asked };
  const answer: AttackSeen = seenBy(adversarial, shaken(config), question, DEVICE).answer;
  return { subject: 'run', config, step: STEP, question, answer, took: 1 };
}

export function sampleOf(config: RunConfig, asked: Partial<AttackQuestion> = {}): Seen<'attacked'> {
  const { epsilon, method } = { ...FIRST, ...asked };
  const answer: SampleSeen = seenBy(attacked, shaken(config), { epsilon, method }, DEVICE).answer;
  return { subject: 'run', config, step: STEP, question: { epsilon, method }, answer, took: 1 };
}

export const offerOf = (config: RunConfig): Seen<'examples'> => ({
  subject: 'run',
  config,
  step: 0,
  question: OFFERED,
  answer: seenBy(examples, networkOf(config), OFFERED).answer,
  took: 1,
});
