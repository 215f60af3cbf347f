/** One example, moved a little to where the network errs (Humayun et al. 2024; Madry et al. 2018). */
import { arraysOf, rowsOf } from '../../data/examples.ts';
import { text } from '../../text.ts';
import { probabilitiesOf, setAnswersOf } from '../answers.ts';
import { lent, type LookDef } from '../look.ts';
import { tokenPlane } from './plane.ts';
import { parseAttackQuestion, type AttackQuestion, type AttackSeen } from './question.ts';
import { isRightIn, struckAt } from './strike.ts';

const NOTHING = new Float32Array(0);

export const adversarial: LookDef<AttackQuestion, AttackSeen> = {
  id: 'adversarial',
  label: text('an adversarial example', '敵対的な入力'),
  summary: text(
    'An example, what an attack makes of it within a radius, and what the network says to both.',
    '1 つの例と、それを半径内で動かした敵対的な入力と、それぞれへのネットワークの答えです。',
  ),
  onDevice: true,
  parseQuestion: parseAttackQuestion,
  lacks: () => null,
  *look(network, { set, index, epsilon, method, plane }, device) {
    const { dataset, model } = network;
    const { shape } = dataset;
    const place = Math.min(index, dataset[set].count - 1);
    const { centre, moved, still, ...outputs } = struckAt(network, dataset[set], place, { epsilon, method }, lent(device));
    const [before, after] = [Float64Array.from(outputs.before), Float64Array.from(outputs.after)];
    yield 0.5;
    const example = rowsOf(dataset[set], [place]);
    const isClass = shape.target.kind === 'class';
    return {
      example,
      before: setAnswersOf(before, example, shape),
      after: setAnswersOf(after, example, shape),
      sure: { before: isClass ? probabilitiesOf(before) : NOTHING.slice(), after: isClass ? probabilitiesOf(after) : NOTHING.slice() },
      right: { before: isRightIn(before, example, 0, shape), after: isRightIn(after, example, 0, shape) },
      centre,
      moved,
      space: model.geometry.space,
      largest: centre.reduce((most, value, j) => Math.max(most, Math.abs((moved[j] as number) - value)), 0),
      still: still[0] === 1,
      plane: shape.kind === 'tokens' ? yield* tokenPlane(network, example.inputs, { centre, moved }, plane, lent(device)) : null,
    };
  },
  transfer: ({ example, centre, moved, plane }) =>
    [...arraysOf(example), centre, moved, ...(plane === null ? [] : [plane.places, plane.order])].map(({ buffer }) => buffer),
};
