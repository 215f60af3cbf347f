/** The look as a whole: patterns and outputs of the whole pass, against the two-dimensional transform. */
import { describe, expect, test } from 'vitest';
import { attention } from '../../../../src/engine/looks/attention/attention.ts';
import type { AttentionQuestion, AttentionShown, HeadSeen } from '../../../../src/engine/looks/attention/question.ts';
import { cycleOf } from '../../../../src/engine/looks/circles/group.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { pairsOf } from '../../../../src/engine/looks/pairs/pairs.ts';
import { modular, OPERATIONS } from '../../../../src/engine/tasks/modular.ts';
import { pairPower, waveByTransform } from '../../../reference/pairWaves.ts';
import { bareNetwork } from '../circles/random.ts';
import { configOf, seenBy } from '../networks.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops.filter((p) => p > 3);
const SMALL = { 'model.width': 4, 'model.heads': 2, 'model.ffn': 2 };

function seen(network: NetworkAt, question: Partial<AttentionQuestion> = {}): AttentionShown {
  const { answer } = seenBy(attention, network, { under: null, layer: null, ...question });
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}

/** Values of one site for all pairs, (n², …). */
function valuesAt({ model, parameters }: NetworkAt, tokens: Int32Array, site: string): Float64Array {
  let found = new Float64Array(0);
  model.forward(parameters, pairsOf(tokens), { [site]: (values) => void (found = new Float64Array(values)) });
  return found;
}

/** Of outputs (n²) each: which share of the variance is of a frequency alone, by the transform. */
function sharesByTransform(columns: readonly (readonly number[])[], n: number): number[] {
  const variance = (column: readonly number[]): number => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    return column.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  };
  const whole = columns.reduce((sum, column) => sum + variance(column), 0);
  return Array.from({ length: Math.floor(n / 2) }, (_, i) => {
    const k = i + 1;
    const block = new Set([-k, 0, k].flatMap((u) => [-k, 0, k].map((v) => ((u + n) % n) * n + ((v + n) % n))));
    block.delete(0);
    const power = (column: readonly number[]): number => [...block].reduce((sum, at) => sum + pairPower(column, n, [Math.floor(at / n), at % n]), 0);
    return columns.reduce((sum, column) => sum + power(column), 0) / n ** 2 / whole;
  });
}

describe.each(Object.keys(OPERATIONS).map((operation, i) => [operation, i] as const))('%s', (operation, i) => {
  test('patterns and frequencies at primes up to 19, and at a larger one', () => {
    const large = PRIMES.filter((p) => p > 19 && p < 48);
    for (const p of [...PRIMES.filter((prime) => prime <= 19), large[i % large.length] as number]) {
      const network = bareNetwork(configOf({ 'task.operation': operation, 'task.p': p, ...SMALL, seed: p }));
      const { tokens, under, heads, positions } = seen(network);
      expect([under, tokens]).toEqual([operation === 'multiply' || operation === 'divide' ? 'multiplication' : 'addition', cycleOf(under, p)?.tokens]);
      const [n, head] = [tokens.length, p % 2];
      const pattern = valuesAt(network, tokens, 'layer0.pattern'); // (n², 2, 1, 3)
      const { sources, shares } = heads[head] as HeadSeen;
      positions.forEach((_, s) => {
        const column = Array.from({ length: n * n }, (__, pair) => pattern[(pair * 2 + head) * 3 + s] as number);
        const { levels, mean, low, high, wave } = sources[s] as HeadSeen['sources'][number];
        column.forEach((weight, pair) => expect(levels[pair]).toBe(Math.round(255 * weight)));
        expect([mean, low, high]).toEqual(
          [column.reduce((sum, x) => sum + x, 0) / n ** 2, Math.min(...column), Math.max(...column)].map((x) => expect.closeTo(x, 10)),
        );
        const expected = waveByTransform(column, n);
        expect(Math.abs(wave.share - expected.share), `mod ${p}`).toBeLessThan(1e-6);
        expect(wave.frequency, `mod ${p}`).toBe(expected.frequency);
      });
      const outputs = valuesAt(network, tokens, 'layer0.heads'); // (n², 1, 2, 2)
      const columns = [0, 1].map((j) => Array.from({ length: n * n }, (__, pair) => outputs[pair * 4 + head * 2 + j] as number));
      sharesByTransform(columns, n).forEach((share, k) => expect(Math.abs((shares[k] as number) - share), `mod ${p}`).toBeLessThan(1e-6));
    }
  });
});

test('of several layers it is the one that is asked for, at the last position; the mean is over its heads', () => {
  const network = bareNetwork(configOf({ 'task.p': 7, 'model.layers': 2, 'model.width': 8, 'model.heads': 4, 'model.sequence': 'a op b =' }));
  for (const [layer, asking] of [
    [0, 4],
    [1, 1],
  ] as const) {
    const answer = seen(network, { layer });
    expect([answer.layer, answer.layers, answer.positions, answer.heads.length]).toEqual([layer, 2, ['a', '∘', 'b', '='], 4]);
    const pattern = valuesAt(network, answer.tokens, `layer${layer}.pattern`); // (49, 4, asking, 4)
    const weight = (pair: number, head: number, s: number): number => pattern[((pair * 4 + head) * asking + asking - 1) * 4 + s] as number;
    for (const s of [0, 3]) {
      answer.heads.forEach(({ sources }, head) => sources[s]?.levels.forEach((level, pair) => expect(level).toBe(Math.round(255 * weight(pair, head, s)))));
      const mean = (pair: number): number => [0, 1, 2, 3].reduce((sum, head) => sum + weight(pair, head, s) / 4, 0);
      answer.all.sources[s]?.levels.forEach((level, pair) => expect(Math.abs(level - 255 * mean(pair))).toBeLessThan(0.501));
      const low = Math.min(...Array.from({ length: 49 }, (_, pair) => mean(pair)));
      expect(answer.all.sources[s]?.low).toBeCloseTo(low, 10);
    }
    expect(answer.all.sources.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(1, 10);
    const outputs = valuesAt(network, answer.tokens, `layer${layer}.heads`); // (49, asking, 4, 2)
    const columns = Array.from({ length: 8 }, (_, j) => Array.from({ length: 49 }, (__, pair) => outputs[(pair * asking + asking - 1) * 8 + j] as number));
    sharesByTransform(columns, 7).forEach((share, k) => expect(answer.all.shares[k]).toBeCloseTo(share, 6));
  }
  expect(seen(network).layer).toBe(1);
  expect(seen(network, { layer: 9 }).layer).toBe(1);
});

test('a network whose queries are nothing attends alike everywhere: its pattern has no frequency', () => {
  const network = bareNetwork(configOf({ 'task.p': 7, ...SMALL }));
  const at = network.model.parameters.findIndex(({ name }) => name === 'layer0.query');
  const even = { ...network, parameters: network.parameters.with(at, new Float32Array(16)) };
  const { heads, all } = seen(even);
  for (const { sources } of [...heads, all]) {
    for (const { levels, mean, low, high, wave } of sources) {
      expect([levels.every((level) => level === 85), mean, low, high, wave]).toEqual([
        true,
        ...[1, 1, 1].map((x) => expect.closeTo(x / 3, 12)),
        { frequency: 0, share: 0 },
      ]);
    }
  }
});

test('composite moduli are not multiplied; what is no number is told', () => {
  const network = bareNetwork(configOf({ 'task.p': 15, ...SMALL }));
  const problem = (of: NetworkAt, under: AttentionQuestion['under'] = null): string => {
    const { answer } = seenBy(attention, of, { under, layer: null });
    return 'problem' in answer ? answer.problem.en : '';
  };
  expect(problem(network, 'multiplication')).toContain('15 is not a prime');
  expect(problem(network)).toBe('');
  expect(problem({ ...network, parameters: network.parameters.map((values) => values.map(() => Number.NaN)) })).toContain('diverged');
});
