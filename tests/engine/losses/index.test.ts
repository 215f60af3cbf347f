/** Losses and accuracy where they are hard: tiny losses, huge margins, ties and NaN. */
import { grads, memory, tensor1d, tensor2d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { losses } from '../../../src/engine/losses/index.ts';
import { accuracyOf, shareRight } from '../../../src/engine/ops/losses.ts';
import { isLive, type NumberParameter } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import type { DatasetShape } from '../../../src/engine/data/dataset.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { LOSS_REFERENCE } from '../../reference/losses.ts';
import { moved } from '../../contracts/moved.ts';
import { lossOn, sectionOf } from '../small.ts';

type Settings = Readonly<Record<string, number>>;
type Answers = number[] | number[][];
const isClasses = (answers: Answers): answers is number[] => typeof answers[0] === 'number';

const CLASSES: DatasetShape = pairShape(5);
const VALUES: DatasetShape = { ...CLASSES, target: { kind: 'value', tolerance: 1e-3 } };
const CLASSIFYING = losses.entries.filter((loss) => loss.accepts(CLASSES));

/** Each loss on each kind of answer that it accepts, at its defaults and with each of its parameters moved, alone. */
const SETTINGS = losses.entries.flatMap(({ id, parameters, accepts }) =>
  [CLASSES, VALUES]
    .filter(accepts)
    .flatMap(({ target: { kind } }) => moved(parameters, {}, [0.1, 0.8]).map(([what, values]) => ({ id, kind, what, values: values as Settings }))),
);

/** As many answers as rows, at random. */
const answersOf = (kind: 'class' | 'value', rows: number, outputs: number, rng: Rng): Answers =>
  kind === 'class' ? Array.from({ length: rows }, () => rng.integer(outputs)) : Array.from({ length: rows }, () => Array.from(rng.normals(outputs, 2)));

test('every loss has a reference, and accepts some answers', () => {
  for (const id of losses.ids) {
    expect(LOSS_REFERENCE, `write «${id}» in tests/reference/losses.ts, from the paper`).toHaveProperty([id]);
    expect(
      SETTINGS.map((setting) => setting.id),
      `loss ${id} accepts neither classes nor values`,
    ).toContain(id);
  }
  for (const id of Object.keys(LOSS_REFERENCE)) expect(losses.ids, `no loss for the reference «${id}»`).toContain(id);
});

describe.each(HOST_DEVICES)('on %s', (name) => {
  async function lossAndGradient(id: string, rows: number[][], labels: Answers, values: Settings = {}): Promise<{ loss: number; gradient: number[] }> {
    const device = await useDevice(name);
    const before = memory().numTensors;
    const logits = tensor2d(rows);
    const answers = isClasses(labels) ? tensor1d(labels, 'int32') : tensor2d(labels);
    const placed = lossOn(device, id, values);
    const loss = tidy(() => placed.loss(logits, answers));
    const [gradient] = grads((z: Tensor) => placed.loss(z as Tensor2D, answers))([logits]) as [Tensor];
    const result = { loss: (await device.read(loss))[0] as number, gradient: [...(await device.read(gradient))] };
    for (const t of [logits, answers, loss, gradient, placed]) t.dispose();
    expect(memory().numTensors).toBe(before);
    return result;
  }

  async function scoreOf(rows: number[][], labels: number[]): Promise<number> {
    const device = await useDevice(name);
    const [logits, answers] = [tensor2d(rows), tensor1d(labels, 'int32')];
    const share = shareRight(logits, answers, { kind: 'class' });
    const [value] = await device.read(share);
    for (const t of [logits, answers, share]) t.dispose();
    return value as number;
  }

  test('cross-entropy at margin 20 is log(1 + e⁻²⁰), not 0', async () => {
    const { loss, gradient } = await lossAndGradient('cross-entropy', [[20, 0]], [0]);
    // The smallest step of float32 at 1 is 6e-8: a softmax that is rounded to 1 would give 0 here.
    expect(Math.abs(loss / 2.061153618190204e-9 - 1)).toBeLessThan(0.01);
    expect(Math.abs((gradient[0] as number) / -2.061153618190204e-9 - 1)).toBeLessThan(0.01);
    expect(Math.abs((gradient[1] as number) / 2.061153618190204e-9 - 1)).toBeLessThan(0.01);
  });

  // The smallest term here is e⁻⁸¹, 7e-36: still a normal number in float32.
  test.each([5, 12, 30, 60, 80])('cross-entropy and its gradient keep their relative precision at margin %i', async (margin) => {
    const rows = [[0.5, margin, -1, 0.25]];
    const { loss, gradient } = await lossAndGradient('cross-entropy', rows, [1]);
    const others = [0.5, -1, 0.25].map((z) => Math.exp(z - margin));
    const sum = others.reduce((total, x) => total + x, 0);
    // float32 exponentials of arguments near −80, themselves rounded to 24 bits: 80 · 6e-8 relative, twice over.
    expect(Math.abs(loss / Math.log1p(sum) - 1)).toBeLessThan(1e-5);
    const expected = [others[0] as number, -sum, others[1] as number, others[2] as number].map((x) => x / (1 + sum));
    expected.forEach((x, j) => expect(Math.abs((gradient[j] as number) / x - 1)).toBeLessThan(1e-5));
  });

  test.each([100, 1e4])('margins of ±%d give finite losses and exact gradients', async (margin) => {
    const right = await lossAndGradient('cross-entropy', [[margin, 0, 0]], [0]);
    expect(right.loss).toBeGreaterThanOrEqual(0);
    expect(right.loss).toBeLessThan(1e-40);
    for (const g of right.gradient) expect(Math.abs(g)).toBeLessThan(1e-40);
    const wrong = await lossAndGradient('cross-entropy', [[-margin, 0, 0]], [0]);
    // log 2 comes on top of the margin: float32 at 1e4 still resolves 1e-3.
    expect(Math.abs(wrong.loss - (margin + Math.LN2))).toBeLessThan(margin * 1e-6);
    expect(wrong.gradient[0]).toBeCloseTo(-1, 6);
    expect(wrong.gradient[1]).toBeCloseTo(0.5, 6);
    expect(wrong.gradient[2]).toBeCloseTo(0.5, 6);
    const mixed = await lossAndGradient(
      'cross-entropy',
      [
        [margin, -margin, 0],
        [-margin, margin, 0],
      ],
      [0, 0],
    );
    expect(Math.abs(mixed.loss - margin)).toBeLessThan(margin * 1e-6);
    [0, 0, 0, -0.5, 0.5, 0].forEach((g, i) => expect(mixed.gradient[i]).toBeCloseTo(g, 6));
  });

  test.each(SETTINGS)('$id of random rows with a $kind each, wide and narrow, is the reference’s: $what', async ({ id, kind, what, values }) => {
    for (const [n, c] of [
      [1, 2],
      [3, 5],
      [7, 31],
      [5, 120],
    ] as const) {
      const rng = new Rng(n, id);
      const rows = Array.from({ length: n }, () => Array.from(rng.normals(c, 3)));
      const labels = answersOf(kind, n, c, rng);
      const { loss, gradient } = await lossAndGradient(id, rows, labels, values);
      const said = `loss ${id} on a ${kind}, ${what}`;
      const reference = LOSS_REFERENCE[id] as (typeof LOSS_REFERENCE)[string];
      expect(Math.abs(loss / reference(rows, labels, values) - 1), `${said}: not the reference’s`).toBeLessThan(1e-6);
      // Central differences in float64 at h = 1e-5: error below 1e-9.
      const size = Math.max(1, ...gradient.map(Math.abs));
      rows.forEach((row, i) =>
        row.forEach((z, j) => {
          const at = (value: number): number => reference(rows.with(i, row.with(j, value)), labels, values);
          expect(Math.abs((gradient[i * c + j] as number) - (at(z + 1e-5) - at(z - 1e-5)) / 2e-5), `${said}: gradient of output ${j}`).toBeLessThan(
            5e-7 * size,
          );
        }),
      );
    }
  });

  test('a live value that is set counts at once, also in what was asked for before', async () => {
    const device = await useDevice(name);
    for (const { id, parameters } of CLASSIFYING) {
      const live = Object.entries(parameters).filter(([, p]) => isLive(p)) as [string, NumberParameter][];
      const [logits, answers] = [tensor2d([[1, 2, 9]]), tensor1d([1], 'int32')];
      const placed = lossOn(device, id);
      for (const [key, { min, max }] of live) {
        const value = (min + max) / 2;
        placed.set(sectionOf(losses.get(id), { [key]: value }));
        const loss = placed.loss(logits, answers);
        const reference = LOSS_REFERENCE[id] as (typeof LOSS_REFERENCE)[string];
        expect(((await device.read(loss))[0] as number) / reference([[1, 2, 9]], [1], { [key]: value })).toBeCloseTo(1, 6);
        loss.dispose();
      }
      for (const t of [logits, answers, placed]) t.dispose();
    }
    // At least one loss has one.
    expect(losses.entries.some(({ parameters }) => Object.values(parameters).some(isLive))).toBe(true);
  });

  test('accuracy is the share of rows whose first largest logit is the label', async () => {
    expect(
      await scoreOf(
        [
          [1, 2, 3],
          [3, 2, 1],
          [-5, -1, -2],
          [0, 9, 0],
        ],
        [2, 0, 1, 0],
      ),
    ).toBe(0.75);
  });

  test('a tie goes to the first of the largest', async () => {
    expect(await scoreOf([[2, 2, 1]], [0])).toBe(1);
    expect(await scoreOf([[2, 2, 1]], [1])).toBe(0);
    expect(await scoreOf([[0, 0, 0]], [2])).toBe(0);
    expect(await scoreOf([[0, -0]], [1])).toBe(0);
  });

  test('a row with a NaN counts as wrong, wherever the NaN is; an infinite logit can win', async () => {
    for (const at of [0, 1, 2, 3, 4]) {
      const row = [1, 2, 9, 3, 4].with(at, Number.NaN);
      for (const label of [0, 1, 2, 3, 4]) expect(await scoreOf([row], [label])).toBe(0);
    }
    expect(await scoreOf([Array.from({ length: 6 }, () => Number.NaN)], [0])).toBe(0);
    expect(await scoreOf([[1, Number.POSITIVE_INFINITY, 2]], [1])).toBe(1);
    expect(await scoreOf([[Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY]], [1])).toBe(1);
  });

  test('a NaN logit makes the loss NaN, so that the run can say so', async () => {
    for (const { id, kind, what, values } of SETTINGS) {
      for (const at of [0, 1, 2]) {
        const { loss } = await lossAndGradient(id, [[1, 2, 0.5].with(at, Number.NaN)], answersOf(kind, 1, 3, new Rng(at, id)), values);
        expect(loss, `loss ${id} on a ${kind}, ${what}: of an output that is NaN`).toBeNaN();
      }
    }
  });
});

describe.each(HOST_DEVICES)('R² on %s', (name) => {
  const score = async (outputs: number[][], values: number[][]): Promise<number> => {
    const device = await useDevice(name);
    const [made, wanted] = [tensor2d(outputs), tensor2d(values)];
    const scalar = accuracyOf(made, wanted, { kind: 'value', tolerance: 1, score: 'r2' });
    const [number = Number.NaN] = await device.read(scalar);
    for (const t of [made, wanted, scalar]) t.dispose();
    return number;
  };

  test('is the share of the variance about each output’s mean that is explained, and never below 0', async () => {
    const values = [[1], [3], [5], [7]];
    expect(await score(values, values)).toBe(1);
    // Their mean explains nothing, and what is worse no less.
    expect(await score([[4], [4], [4], [4]], values)).toBe(0);
    expect(await score([[90], [-4], [0], [4]], values)).toBe(0);
    // Squared errors 1, 1, 0, 0 beside 9, 1, 1, 9.
    expect(await score([[2], [2], [5], [7]], values)).toBeCloseTo(1 - 2 / 20, 6);
    // Of two outputs each has a mean of its own: variances 20 and 80, errors 12.
    expect(
      await score(
        [
          [1, 102],
          [3, 106],
          [5, 110],
          [7, 112],
        ],
        [
          [1, 100],
          [3, 104],
          [5, 108],
          [7, 112],
        ],
      ),
    ).toBeCloseTo(1 - 12 / 100, 6);
  });

  test('where all values are the same only those very values explain them', async () => {
    expect(await score([[2], [2]], [[2], [2]])).toBe(1);
    expect(await score([[2], [3]], [[2], [2]])).toBe(0);
  });
});

test('without a score accuracy is the share of right answers', async () => {
  const device = await useDevice('cpu');
  const [made, wanted] = [tensor2d([[1], [3]]), tensor2d([[1.1], [1]])];
  const share = accuracyOf(made, wanted, { kind: 'value', tolerance: 0.5 });
  expect((await device.read(share))[0]).toBe(0.5);
  for (const t of [made, wanted, share]) t.dispose();
});

test.each(SETTINGS)('on the host: $id of a $kind, $what', ({ id, kind, values }) => {
  const rng = new Rng(5, id);
  const [rows, outputs] = [12, 5];
  const loss = losses.get(id);
  for (const scale of [0.1, 3, 60]) {
    const answers = answersOf(kind, rows, outputs, rng);
    const logits = Array.from({ length: rows }, () => Array.from(rng.normals(outputs, scale)));
    const targets = isClasses(answers) ? Int32Array.from(answers) : Float32Array.from(answers.flat());
    const expected = LOSS_REFERENCE[id]?.(logits, isClasses(answers) ? answers : answers.map((row) => row.map(Math.fround)), values) as number;
    const plain = loss.plain(Float64Array.from(logits.flat()), targets, sectionOf(losses.get(id), values));
    expect(Math.abs(plain - expected)).toBeLessThan(1e-10 * Math.max(1, Math.abs(expected)));
  }
});

test('on the host the smallest cross-entropy is exact, and the largest too', () => {
  const plain = (...row: number[]): number =>
    losses.get('cross-entropy').plain(Float64Array.from(row), Int32Array.of(0), sectionOf(losses.get('cross-entropy')));
  expect(plain(60, 0, 0) / (2 * Math.exp(-60))).toBeCloseTo(1, 12);
  expect(plain(-900, 900)).toBe(1800);
  expect(plain(0, 0)).toBeCloseTo(Math.LN2, 14);
});
