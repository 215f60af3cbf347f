/** The SIMD kernels without TF.js, against the plain pass in float64. */
import { afterEach, expect, test } from 'vitest';
import { standAlone } from '../../../../src/engine/backend/wasm/alone.ts';
import { joined } from '../../../../src/engine/data/examples.ts';
import { hasten, inSixDigits, type Fast } from '../../../../src/engine/models/plain/hastened.ts';
import { linear } from '../../../../src/engine/models/plain/linear.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { configOf, networkOf } from '../../looks/networks.ts';

afterEach(() => hasten(null));

const fast = standAlone() as Fast;

test.each([
  ['the default', {}],
  ['weights that are three times as large', { 'init.scale': 3 }],
  ['biases, and another activation', { 'model.bias': true, 'model.activation': 'gelu' }],
  ['one head, odd sizes', { 'model.heads': 1, 'model.width': 20, 'model.ffn': 33, 'task.p': 97 }],
  ['few outputs and neurons', { 'model.heads': 2, 'model.width': 8, 'model.ffn': 500, 'task.p': 61 }],
  ['rotary positions', { 'model.positions': 'rotary' }],
  ['Nanda’s sizes', { 'task.p': 113, 'model.width': 128, 'model.ffn': 512 }],
  ['what is not folded otherwise', { 'task.p': 67, 'model.heads': 8 }],
] as const)('%s: logits are those of float64', (_, set) => {
  const { model, parameters, dataset } = networkOf(configOf(set));
  const all = joined(dataset.train, dataset.val);
  const plain = model.forward(parameters, all);
  let asked = 0;
  hasten({
    ...fast,
    mixed(mixing) {
      asked++;
      return fast.mixed(mixing);
    },
  });
  const quick = model.forward(parameters, all);
  expect(asked).toBe(1);
  expect(quick).toHaveLength(plain.length);
  let [apart, largest] = [0, 0];
  plain.forEach((logit, i) => {
    apart = Math.max(apart, Math.abs(logit - (quick[i] as number)));
    largest = Math.max(largest, Math.abs(logit));
  });
  // Logits in the hundreds, of which float32 has seven digits.
  expect(apart).toBeLessThan(Math.max(1e-4, 2e-6 * largest));
  // It is another sum, and not the same to the last bit.
  expect(apart).toBeGreaterThan(0);
  // Its memory is used again.
  expect(model.forward(parameters, all)).toEqual(quick);
});

test('whoever looks inside, and whoever asks little, is answered in float64', () => {
  const { model, parameters, dataset } = networkOf(configOf({}));
  const plain = model.forward(parameters, dataset.train);
  let asked = 0;
  hasten({
    ...fast,
    mixed(mixing) {
      asked++;
      return fast.mixed(mixing);
    },
  });
  const seen = model.forward(parameters, dataset.train, { 'layer0.activations': () => undefined });
  seen.forEach((logit, i) => expect(logit).toBeCloseTo(plain[i] as number, 10));
  const small = networkOf(configOf({ 'task.p': 7 }));
  small.model.forward(small.parameters, small.dataset.train);
  expect(asked).toBe(0);
});

const numbers = (rng: Rng, length: number): Float64Array => Float64Array.from({ length }, () => 2 * rng.uniform() - 1);

test.each([
  [1, 128, 1000],
  [7, 129, 113],
  [513, 20, 33],
  [1849, 64, 171],
])('(%i, %i) · (%i): a product is that of float64 where six digits are enough, and the very same where they are not', (rows, inner, columns) => {
  const rng = new Rng(5, 'product');
  const [x, weight, bias] = [numbers(rng, rows * inner), numbers(rng, inner * columns), numbers(rng, columns)];
  const alike = (quick: Float64Array, plain: Float64Array): void => {
    expect(quick).toHaveLength(plain.length);
    expect(quick.reduce((most, value, i) => Math.max(most, Math.abs(value - (plain[i] as number))), 0)).toBeLessThan(1e-5);
    expect(quick).not.toEqual(plain);
  };
  const [plain, biased] = [linear(x, weight, columns), linear(x, weight, columns, bias)];
  hasten(fast);
  alike(
    inSixDigits(() => linear(x, weight, columns)),
    plain,
  );
  alike(
    inSixDigits(() => linear(x, weight, columns, bias)),
    biased,
  );
  expect(linear(x, weight, columns, bias)).toEqual(biased);
});

test('whoever fails in six digits leaves the next one all digits', () => {
  hasten(fast);
  const rng = new Rng(6, 'product');
  const [x, weight] = [numbers(rng, 6400), numbers(rng, 6400)];
  const plain = linear(x, weight, 64);
  expect(() =>
    inSixDigits(() => {
      throw new Error('on the way');
    }),
  ).toThrow('on the way');
  expect(linear(x, weight, 64)).toEqual(plain);
});
