/** A page on which the lens has seen a network: freshly initialised, or made to answer as it is told. */
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import type { AnswersSeen, SetAnswers } from '../../../../src/engine/looks/answers.ts';
import { answers as look } from '../../../../src/engine/looks/answers.ts';
import { examples } from '../../../../src/engine/looks/examples.ts';
import type { Page } from '../../../../src/store/page.ts';
import { dataOf } from '../../../../src/store/subject.ts';
import { viewOf } from '../../../../src/ui/lenses/knows/view.ts';
import { networkOf, seenBy } from '../../../engine/looks/networks.ts';

const ALL = { train: 1e6, val: 1e6 };

/** Right about what it is told, and about every other `knownEvery`-th; sure of a wrong answer elsewhere. */
export function memorised(config: RunConfig, knownEvery = Infinity): AnswersSeen {
  const { train, val, shape } = networkOf(config).dataset;
  const say = (targets: ArrayLike<number>, knows: (i: number) => boolean): SetAnswers => ({
    kind: 'class',
    answers: Int32Array.from(targets, (right, i) => (knows(i) ? right : (right + 1) % shape.outputs)),
    probabilities: Float32Array.from(targets, (_, i) => (knows(i) ? 1 : 0.95)),
    ofRight: Float32Array.from(targets, (_, i) => (knows(i) ? 1 : 0.02)),
  });
  return { train: say(train.targets, () => true), val: say(val.targets, (i) => (i + 1) % knownEvery === 0) };
}

export function see(page: Page, config: RunConfig, step = 52, answer: AnswersSeen = seenBy(look, networkOf(config), ALL).answer): void {
  const { sample, answers } = viewOf(page);
  const common = { config, question: ALL, took: 1 };
  sample.store.setState({ seen: { ...common, subject: dataOf(config), step: 0, answer: seenBy(examples, networkOf(config), ALL).answer } });
  answers.store.setState({ seen: { ...common, subject: 'run', step, answer } });
}
