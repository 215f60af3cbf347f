/** How many examples an attack fells, counted once more one by one. */
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '../../../../src/engine/backend/device.ts';
import { adversarial } from '../../../../src/engine/looks/adversarial/adversarial.ts';
import { attacked } from '../../../../src/engine/looks/adversarial/attacked.ts';
import { FATES } from '../../../../src/engine/looks/adversarial/question.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { useDevice } from '../../../devices.ts';
import { configOf, DIGITS, networkOf, seenBy } from '../networks.ts';

let device: Device;
beforeAll(async () => {
  device = await useDevice('cpu');
});

/** Examples that are attacked by themselves as well. */
const SOME = 8;

/** One that knows its examples a little: by prototypes, the mean picture of each class. */
function prototypes() {
  const config = configOf({ 'task.id': 'digits', 'task.trainSize': 200, 'task.valSize': 60, 'model.id': 'mlp', 'model.depth': 1, 'model.width': 64 });
  const { dataset, model, parameters } = networkOf(config);
  const d = dataset.shape.kind === 'vectors' ? dataset.shape.dimension : 0;
  const { inputs, targets, count } = dataset.train;
  const sums = Array.from({ length: 10 }, () => new Float32Array(d));
  const counts = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < count; i++) {
    const label = targets[i] as number;
    counts[label] = (counts[label] as number) + 1;
    for (let j = 0; j < d; j++) (sums[label] as Float32Array)[j] = ((sums[label] as Float32Array)[j] as number) + (inputs[i * d + j] as number);
  }
  const means = sums.map((sum, c) => sum.map((x) => x / (counts[c] as number)));
  const by = new Map<string, Float32Array>(model.parameters.map(({ name }, i) => [name, (parameters[i] as Float32Array).map(() => 0)]));
  // Identity on pixels, which are positive; then x·m − |m|²/2 for each class.
  const first = by.get('hidden1.weight.0') as Float32Array;
  for (let j = 0; j < d; j++) first[j * 64 + j] = 1;
  const last = by.get('output.weight') as Float32Array;
  const bias = by.get('output.bias') as Float32Array;
  means.forEach((mean, c) => {
    for (let j = 0; j < d; j++) last[j * 10 + c] = 4 * (mean[j] as number);
    bias[c] = -2 * mean.reduce((sum, x) => sum + x * x, 0);
  });
  return networkOf(config, { step: 1, parameters: [...by.values()] });
}

test('each example ends as the look at it alone says', () => {
  const network = prototypes();
  const how = { epsilon: 0.1, method: 'pgd' } as const;
  const { answer: seen, shares } = seenBy(attacked, network, how, device);
  expect(shares.at(-1)).toBe(1);
  for (const set of ['train', 'val'] as const) {
    const { count, fates, changed, still } = seen[set];
    expect(count).toBe(Math.min(200, network.dataset[set].count));
    expect(still).toBe(0);
    const alone = Array.from({ length: SOME }, (_, index) => seenBy(adversarial, network, { set, index, ...how, plane: 'circle' }, device).answer);
    expect([...fates.subarray(0, SOME)].map((fate) => FATES[fate])).toEqual(
      alone.map(({ right }) => (right.before ? (right.after ? 'stood' : 'fell') : 'wrong')),
    );
    const tally = [0, 1, 2].map((fate) => fates.filter((one) => one === fate).length) as [number, number, number];
    // It knows most of them, and some of those fall.
    expect(tally[2]).toBeGreaterThan(0);
    expect(tally[1]).toBeGreaterThan(0);
    expect(changed).toBeGreaterThanOrEqual(tally[1]);
  }
  expect(seen.doubt).toBeNull();
});

test('at a radius of 0 nothing falls and nothing changes', () => {
  const { answer } = seenBy(attacked, prototypes(), { epsilon: 0, method: 'pgd' }, device);
  for (const { fates, changed } of [answer.train, answer.val]) {
    expect(changed).toBe(0);
    expect(fates).not.toContain(1);
  }
});

test('fewer stand within a larger radius', () => {
  const network = prototypes();
  const standing = [0.02, 0.1, 0.4].map(
    (epsilon) => seenBy(attacked, network, { epsilon, method: 'pgd' }, device).answer.val.fates.filter((fate) => fate === 2).length,
  );
  expect(standing.toSorted((a, b) => b - a)).toEqual(standing);
  expect(standing[0]).toBeGreaterThan(standing[2] as number);
});

test('a network that guesses, or has no slopes, is doubted', () => {
  const fresh = networkOf(DIGITS);
  const rng = new Rng(1, 'guess');
  const guessing = networkOf(DIGITS, { step: 0, parameters: fresh.parameters.map((p) => p.map(() => rng.normal())) });
  expect(seenBy(attacked, guessing, { epsilon: 0.1, method: 'pgd' }, device).answer.doubt).toBe('chance');
});
