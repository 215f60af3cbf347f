/** Rows gathered, scattered, attended to and normalised. */
import { assert, constant, constantFrom, oneof, property } from 'fast-check';
import { test } from 'vitest';
import { expectWithin, gamma, sum, U, type Bounded } from './bounds.ts';
import { at, eachEntry, floats, ints, range, run, type Matrix } from './harness.ts';
import { lookupTests } from './lookups.ts';

const counts = constantFrom(0, 1, 2, 3, 5, 8, 13, 31);
const some = constantFrom(1, 2, 3, 5, 8, 13, 31);
const widths = constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 30);

type Index = Matrix<Int32Array>;

/** The CSR form of an index, which kernels may read instead; see RowIndex. */
function inverse(forward: Index, tableRows: number): { offsets: Index; entries: Index } {
  const terms = forward.shape[1] ?? 1;
  const lists = range(tableRows).map((t) => [...forward.values].flatMap((row, i) => (row === t ? [Math.floor(i / terms)] : [])));
  const entries = lists.flat();
  const offsets = [0];
  for (const list of lists) offsets.push((offsets.at(-1) ?? 0) + list.length);
  const padded = Int32Array.from({ length: forward.values.length }, (_, i) => entries[i] ?? 0);
  return { offsets: { values: Int32Array.from(offsets), shape: [offsets.length] }, entries: { values: padded, shape: [padded.length] } };
}

/** softmax_s(q·k_s/√width) of one row and head: exact values, and one relative bound for all. */
function softmax(q: Matrix, k: Matrix, query: number, sources: readonly number[], heads: number, head: number): { weights: number[]; error: number } {
  const width = (q.shape[1] as number) / heads;
  const scores = sources.map((from) => {
    if (from < 0) return { value: -Infinity, bound: 0 };
    const { value, bound } = sum(
      range(width).map((j) => at(q, query, head * width + j) * at(k, from, head * width + j)),
      4,
    );
    return { value: value / Math.sqrt(width), bound: bound / Math.sqrt(width) };
  });
  const largest = Math.max(...scores.map(({ value }) => value));
  const exponentials = scores.map(({ value }) => Math.exp(value - largest));
  const total = exponentials.reduce((a, b) => a + b, 0);
  const shift = Math.max(...scores.filter(({ value }) => value > -Infinity).map(({ value, bound }) => 2 * bound + 4 * U * Math.abs(value - largest)));
  // Twice: once in the row's own exponential, once in the sum it is divided by.
  return { weights: exponentials.map((e) => e / total), error: 2 * shift + gamma(sources.length + 12) };
}

function attentionCase(r: number, s: number, heads: number, width: number, t: number) {
  const d = heads * width;
  const [q, k, v] = [floats([t, d], 'q'), floats([t + 1, d], 'k'), floats([t + 1, d], 'v')] as const;
  const queryForward = ints([r, 1], 'query', t);
  // −1 masks, but never all of a row.
  const random = ints([r, s], 'source', t + 2, -1);
  const sourceForward = { ...random, values: random.values.map((row, i) => (i % s === 0 ? Math.max(row, 0) : row)) };
  const sources = range(r).map((row) => range(s).map((i) => at(sourceForward, row, i)));
  return { d, q, k, v, queryForward, sourceForward, sources };
}

function attentionTests(): void {
  test('GrokAttention', () => {
    const check = (r: number, s: number, heads: number, width: number, t: number): void => {
      const { d, q, k, v, queryForward, sourceForward, sources } = attentionCase(r, s, heads, width, t);
      const [z, weights] = run('GrokAttention', { q, k, v, queryForward, sourceForward }, { heads }) as [Float32Array, Float32Array];
      const soft = eachEntry(r, heads, (row, head) => softmax(q, k, at(queryForward, row, 0), sources[row] as number[], heads, head));
      expectWithin(
        weights,
        soft.flatMap(({ weights: exact, error }) => exact.map((value) => ({ value, bound: error * value }))),
        'weights',
      );
      const mixed = eachEntry(r, d, (row, j): Bounded => {
        const { weights: exact, error } = soft[row * heads + Math.floor(j / width)] as (typeof soft)[number];
        const terms = (sources[row] as number[]).map((from, i) => (from < 0 ? 0 : (exact[i] as number) * at(v, from, j)));
        const size = terms.reduce((total, term) => total + Math.abs(term), 0);
        return { value: sum(terms).value, bound: (error + gamma(s + 2)) * size };
      });
      expectWithin(z, mixed, 'z');
    };
    assert(property(counts, constantFrom(1, 2, 3, 4, 5), constantFrom(1, 2, 3, 4), widths, some, check), { seed: 1, numRuns: 60 });
  });

  test('GrokAttentionGrad', () => {
    const check = (r: number, s: number, heads: number, width: number, t: number): void => {
      const { d, q, k, v, queryForward, sourceForward, sources } = attentionCase(r, s, heads, width, t);
      const dz = floats([r, d], 'dz');
      // The kernel's input, taken as exact.
      const soft = eachEntry(r, heads, (row, head) => softmax(q, k, at(queryForward, row, 0), sources[row] as number[], heads, head).weights);
      const weights: Matrix = { values: Float32Array.from(soft.flat()), shape: [r, heads * s] };
      const [query, source] = [inverse(queryForward, t), inverse(sourceForward, t + 1)];
      const indexes = {
        queryForward,
        queryOffsets: query.offsets,
        queryEntries: query.entries,
        sourceForward,
        sourceOffsets: source.offsets,
        sourceEntries: source.entries,
      };
      const gradients = run('GrokAttentionGrad', { dz, q, k, v, weights, ...indexes }, { heads });
      const exact = [q, k, v].map(({ values }) => Array.from(values, () => ({ value: 0, bound: 0 })));
      const add = (which: number, row: number, column: number, value: number, error: number): void => {
        const place = exact[which]?.[row * d + column] as { value: number; bound: number };
        place.value += value;
        place.bound += error + gamma(r * s + 6) * Math.abs(value);
      };
      for (const [row, list] of sources.entries()) {
        for (const head of range(heads)) {
          const columns = range(width).map((j) => head * width + j);
          const a = range(s).map((i) => weights.values[(row * heads + head) * s + i] as number);
          const dA = list.map((from) => sum(from < 0 ? [] : columns.map((j) => at(dz, row, j) * at(v, from, j))));
          const expected = sum(
            dA.map(({ value }, i) => value * (a[i] as number)),
            3,
          );
          const inherited = dA.reduce((total, { bound }, i) => total + bound * (a[i] as number), 0);
          list.forEach((from, i) => {
            if (from < 0) return;
            const [weight, { value, bound }] = [(a[i] as number) / Math.sqrt(width), dA[i] as Bounded];
            const score = weight * (value - expected.value);
            const error = weight * (bound + expected.bound + inherited) + gamma(5) * Math.abs(score);
            for (const j of columns) {
              const [qj, kj] = [at(q, at(queryForward, row, 0), j), at(k, from, j)];
              add(0, at(queryForward, row, 0), j, score * kj, error * Math.abs(kj));
              add(1, from, j, score * qj, error * Math.abs(qj));
              add(2, from, j, (a[i] as number) * at(dz, row, j), 0);
            }
          });
        }
      }
      gradients.forEach((gradient, which) => expectWithin(gradient, exact[which] as Bounded[], ['dq', 'dk', 'dv'][which] as string));
    };
    assert(property(counts, constantFrom(1, 2, 3, 4, 5), constantFrom(1, 2, 3, 4), widths, some, check), { seed: 2, numRuns: 50 });
  });
}

function layerNormTests(): void {
  const mean = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0) / values.length;
  const meanSize = (values: readonly number[]): number => mean(values.map(Math.abs));

  test('GrokLayerNorm', () => {
    const check = (n: number, d: number, offset: number): void => {
      const epsilon = 1e-5;
      const drawn = floats([n, d], 'x');
      const x = { ...drawn, values: drawn.values.map((value) => value + offset) };
      const [gain, bias] = [floats([d], 'gain'), floats([d], 'bias')];
      const [y, stats] = run('GrokLayerNorm', { x, gain, bias }, { epsilon }) as [Float32Array, Float32Array];
      const rows = range(n).map((i) => {
        const row = [...x.values.subarray(i * d, (i + 1) * d)];
        const centre = mean(row);
        const variance = mean(row.map((value) => (value - centre) ** 2));
        // How far the computed mean, and then each distance from it, may be off; and what that does to the scale.
        const apart = gamma(d + 2) * meanSize(row) + U * Math.max(...row.map((value) => Math.abs(value - centre)));
        const spread = 2 * apart * meanSize(row.map((value) => value - centre)) + apart ** 2;
        return { row, centre, apart, scale: 1 / Math.sqrt(variance + epsilon), error: spread / (variance + epsilon) + gamma(d + 6) };
      });
      expectWithin(
        stats,
        rows.flatMap(({ centre, apart, scale, error }) => [
          { value: centre, bound: apart },
          { value: scale, bound: error * scale },
        ]),
        'stats',
      );
      const normalised = rows.flatMap(({ row, centre, apart, scale, error }) =>
        row.map((value, j): Bounded => {
          const [g, b] = [gain.values[j] as number, bias.values[j] as number];
          const product = (value - centre) * scale * g;
          return { value: product + b, bound: Math.abs(scale * g) * apart + (error + gamma(6)) * Math.abs(product) + gamma(2) * Math.abs(b) };
        }),
      );
      expectWithin(y, normalised, 'y');
    };
    assert(property(counts, widths, constantFrom(0, 0, 10), check), { seed: 3, numRuns: 60 });
  });

  test('GrokLayerNormGrad', () => {
    const check = (n: number, d: number): void => {
      const [dy, x, gain] = [floats([n, d], 'dy'), floats([n, d], 'x'), floats([d], 'gain')];
      const drawn = floats([n, 2], 'stats');
      const stats = { ...drawn, values: drawn.values.map((value, i) => (i % 2 === 0 ? value : Math.abs(value) + 0.5)) };
      const [dx, dgain, dbias] = run('GrokLayerNormGrad', { dy, x, gain, stats }, {}) as [Float32Array, Float32Array, Float32Array];
      const hat = (i: number, j: number): number => (at(x, i, j) - at(stats, i, 0)) * at(stats, i, 1);
      const g = (i: number, j: number): number => at(dy, i, j) * (gain.values[j] as number);
      const exact = eachEntry(n, d, (i, j): Bounded => {
        const [gs, projections] = [range(d).map((l) => g(i, l)), range(d).map((l) => g(i, l) * hat(i, l))];
        const scale = at(stats, i, 1);
        const value = scale * (g(i, j) - mean(gs) - hat(i, j) * mean(projections));
        const size = Math.abs(g(i, j)) + meanSize(gs) + Math.abs(hat(i, j)) * meanSize(projections);
        return { value, bound: scale * gamma(d + 12) * size };
      });
      expectWithin(dx, exact, 'dx');
      expectWithin(
        dgain,
        range(d).map((j) =>
          sum(
            range(n).map((i) => at(dy, i, j) * hat(i, j)),
            4,
          ),
        ),
        'dgain',
      );
      expectWithin(
        dbias,
        range(d).map((j) => sum(range(n).map((i) => at(dy, i, j)))),
        'dbias',
      );
    };
    assert(property(counts, widths, check), { seed: 4, numRuns: 60 });
  });
}

export function rowTests(): void {
  lookupTests();
  test('GrokGatherSum', () => {
    const check = (n: number, terms: number, d: number, t: number): void => {
      const [table, forward] = [floats([t, d], 'table'), ints([n, terms], 'forward', t + 1, -1)];
      const [y] = run('GrokGatherSum', { table, forward }, {}) as [Float32Array];
      const rows = (i: number): number[] => range(terms).map((s) => at(forward, i, s));
      expectWithin(
        y,
        eachEntry(n, d, (i, j) =>
          sum(
            rows(i).map((row) => (row < 0 ? 0 : at(table, row, j))),
            0,
          ),
        ),
        'y',
      );
    };
    assert(property(counts, constantFrom(1, 2, 3), oneof(widths, constant(0)), some, check), { seed: 5, numRuns: 80 });
  });

  test('GrokScatterSum', () => {
    const check = (n: number, terms: number, d: number, tableRows: number): void => {
      const [dy, forward] = [floats([n, d], 'dy'), ints([n, terms], 'forward', tableRows + 1, -1)];
      const [dtable] = run('GrokScatterSum', { dy, forward, ...inverse(forward, tableRows) }, { tableRows }) as [Float32Array];
      const received = range(tableRows).map((t) => [...forward.values].flatMap((row, i) => (row === t ? [Math.floor(i / terms)] : [])));
      expectWithin(
        dtable,
        eachEntry(tableRows, d, (t, j) => sum((received[t] as number[]).map((i) => at(dy, i, j)))),
        'dtable',
      );
    };
    assert(property(counts, constantFrom(1, 2, 3), oneof(widths, constant(0)), some, check), { seed: 6, numRuns: 80 });
  });

  test('GrokGatherPair and GrokScatterPair', () => {
    const check = (n: number, terms: number, otherTerms: number, d: number, t: number): void => {
      const [table, forward] = [floats([t, d], 'table'), ints([n, terms], 'forward', t + 1, -1)];
      const [otherTable, otherForward] = [floats([t + 2, d], 'other'), ints([n, otherTerms], 'otherForward', t + 3, -1)];
      const [y] = run('GrokGatherPair', { table, forward, otherTable, otherForward }, {}) as [Float32Array];
      const taken = (from: Matrix, index: Index, i: number, j: number): number[] =>
        range(index.shape[1] as number).map((s) => (at(index, i, s) < 0 ? 0 : at(from, at(index, i, s), j)));
      expectWithin(
        y,
        eachEntry(n, d, (i, j) => sum([...taken(table, forward, i, j), ...taken(otherTable, otherForward, i, j)], 0)),
        'y',
      );
      const dy = floats([n, d], 'dy');
      const [one, other] = [inverse(forward, t), inverse(otherForward, t + 2)];
      const tables = run(
        'GrokScatterPair',
        { dy, forward, ...one, otherForward, otherOffsets: other.offsets, otherEntries: other.entries },
        { tableRows: t, otherRows: t + 2 },
      );
      [forward, otherForward].forEach((index, which) => {
        const received = (row: number): number[] => [...index.values].flatMap((to, i) => (to === row ? [Math.floor(i / (index.shape[1] as number))] : []));
        const rows = range(which === 0 ? t : t + 2).map(received);
        expectWithin(
          tables[which] as Float32Array,
          eachEntry(rows.length, d, (row, j) => sum((rows[row] as number[]).map((i) => at(dy, i, j)))),
          `table ${which}`,
        );
      });
    };
    assert(property(counts, constantFrom(1, 2, 3), constantFrom(1, 2), oneof(widths, constant(0)), some, check), { seed: 7, numRuns: 60 });
  });

  attentionTests();
  layerNormTests();
}
