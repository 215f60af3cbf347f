/** How many of the first examples of each set stay right when all are attacked at one radius. */
import type { Device } from '../../backend/device.ts';
import { doubtOf } from '../../adversarial/radii.ts';
import type { ExampleSet } from '../../data/dataset.ts';
import { chanceOf } from '../../data/guessing.ts';
import { text } from '../../text.ts';
import { lent, type LookDef, type NetworkAt } from '../look.ts';
import { parseSampleQuestion, type SampleQuestion, type SampleSeen, type SetSample } from './question.ts';
import { isChanged, isRightIn, sampleSize, struckFirst } from './strike.ts';

const [WRONG, FELL, STOOD] = [0, 1, 2];

function* sampled(network: NetworkAt, set: ExampleSet, how: SampleQuestion, device: Device): Generator<number, SetSample> {
  const { dataset } = network;
  const { shape } = dataset;
  const examples = dataset[set];
  const count = sampleSize(network, how, examples.count);
  const { before, after, still } = yield* struckFirst(network, examples, count, how, device);
  const fates = Uint8Array.from({ length: count }, (_, i) => {
    if (!isRightIn(before, examples, i, shape)) return WRONG;
    return isRightIn(after, examples, i, shape) ? STOOD : FELL;
  });
  const changed = fates.reduce((sum, _, i) => sum + (isChanged(before, after, i, shape) ? 1 : 0), 0);
  return { count, fates, changed, still: still.reduce((sum, one) => sum + one, 0) };
}

export const attacked: LookDef<SampleQuestion, SampleSeen> = {
  id: 'attacked',
  label: text('attacked examples', '攻撃した例'),
  summary: text(
    'How many examples stay right when each is moved to where the network errs nearby.',
    '近くで間違う方へ動かしても、正しく答えられる例の数です。',
  ),
  onDevice: true,
  parseQuestion: parseSampleQuestion,
  lacks: () => null,
  *look(network, how, device) {
    const shared = function* (set: ExampleSet, done: number): Generator<number, SetSample> {
      const work = sampled(network, set, how, lent(device));
      let next = work.next();
      for (; next.done !== true; next = work.next()) yield done + next.value / 2;
      return next.value;
    };
    const train = yield* shared('train', 0);
    const val = yield* shared('val', 0.5);
    const clean = val.fates.filter((fate) => fate !== WRONG).length / val.count;
    return { train, val, doubt: doubtOf(clean, val.still / val.count, chanceOf(network.dataset.shape)) };
  },
  transfer: ({ train, val }) => [train.fates.buffer, val.fates.buffer],
};
