/** One moment of the history is the spectrum that the look «circles» sees then. */
import { expect, test } from 'vitest';
import { circles } from '../../../../src/engine/looks/circles/circles.ts';
import { spectrum } from '../../../../src/engine/looks/circles/history.ts';
import { configOf, networkOf, seenBy } from '../networks.ts';

const config = configOf({ 'task.p': 11, 'model.id': 'mlp', 'model.input': 'embedding', 'model.embedding': 6, 'model.width': 4 });

test.each([null, 'addition', 'multiplication'] as const)('over %s', (under) => {
  const network = networkOf(config);
  const whole = seenBy(circles, network, { under }).answer;
  if ('problem' in whole) throw new Error(whole.problem.en);
  expect(seenBy(spectrum, network, { under }).answer).toEqual({ under: whole.under, rows: whole.rows.shares, outputs: whole.outputs.shares });
});

test('where there is no cycle, and where weights are no numbers, there are no shares', () => {
  const composite = networkOf(configOf({ 'task.p': 15, 'model.id': 'mlp', 'model.width': 4 }));
  expect(seenBy(spectrum, composite, { under: 'multiplication' }).answer).toEqual({
    under: 'multiplication',
    rows: new Float32Array(0),
    outputs: new Float32Array(0),
  });
  const network = networkOf(config);
  const broken = { ...network, parameters: network.parameters.map((values) => values.map(() => Number.NaN)) };
  const { rows, outputs } = seenBy(spectrum, broken, { under: null }).answer;
  expect([rows.length, outputs.length]).toEqual([0, 0]);
});
