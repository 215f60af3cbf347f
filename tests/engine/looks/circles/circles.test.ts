/** The look as a whole: every operation and prime of the registry, on random small networks, against the textbook's transform. */
import { describe, expect, test } from 'vitest';
import { circles } from '../../../../src/engine/looks/circles/circles.ts';
import { cycleOf } from '../../../../src/engine/looks/circles/group.ts';
import type { CirclesQuestion, TokenCircles } from '../../../../src/engine/looks/circles/question.ts';
import { componentsOf, sharesOf } from '../../../../src/engine/looks/circles/spectrum.ts';
import { tablesOf } from '../../../../src/engine/looks/circles/tables.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { modular, OPERATIONS } from '../../../../src/engine/tasks/modular.ts';
import { sharesByFrequency } from '../../../reference/fourier.ts';
import { configOf, seenBy } from '../networks.ts';
import { bareNetwork, columnsOf } from './random.ts';

const PRIMES = (modular.parameters['p'] as { readonly stops: readonly number[] }).stops.filter((p) => p > 3);
const SMALL = { 'model.width': 2, 'model.heads': 1, 'model.ffn': 2 };
const AS_ASKED: CirclesQuestion = { under: null };

function seen(network: NetworkAt, question = AS_ASKED): TokenCircles {
  const { answer } = seenBy(circles, network, question);
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}

/** Sums of the table's own. */
const farthest = (shares: ArrayLike<number>, expected: readonly number[]): number =>
  expected.reduce((most, share, i) => Math.max(most, Math.abs((shares[i] as number) - share)), 0);

describe.each(Object.keys(OPERATIONS))('%s', (operation) => {
  test('shares of both tables at every prime', () => {
    for (const [i, p] of PRIMES.entries()) {
      const network = bareNetwork(configOf({ 'task.operation': operation, 'task.p': p, ...SMALL, seed: i + 1 }));
      const multiplies = operation === 'multiply' || operation === 'divide';
      const tokens = cycleOf(multiplies ? 'multiplication' : 'addition', p)?.tokens as Int32Array;
      expect(tokens).toHaveLength(multiplies ? p - 1 : p);
      for (const { table } of Object.values(tablesOf(network, tokens))) {
        expect(farthest(sharesOf(componentsOf(table)), sharesByFrequency(columnsOf(table))), `mod ${p}`).toBeLessThan(1e-10);
      }
    }
  });
});

test.each([
  ['add', 31, 'addition', null],
  ['multiply', 31, 'multiplication', 3],
  ['divide', 23, 'multiplication', 5],
] as const)('%s mod %i: the answer holds these shares, circles and key frequencies', (operation, p, under, root) => {
  const network = bareNetwork(configOf({ 'task.operation': operation, 'task.p': p, ...SMALL }));
  const answer = seen(network);
  expect([answer.p, answer.under, answer.root]).toEqual([p, under, root]);
  const { rows, outputs } = tablesOf(network, answer.tokens);
  for (const [spectrum, { table, name }] of [
    [answer.rows, rows],
    [answer.outputs, outputs],
  ] as const) {
    expect(farthest(spectrum.shares, sharesByFrequency(columnsOf(table)))).toBeLessThan(1e-6);
    const { constant, power } = componentsOf(table);
    expect(spectrum.constant).toBeCloseTo(constant / power.reduce((sum, one) => sum + one, constant), 12);
    expect([spectrum.sign, spectrum.label]).toEqual([name.sign, name.label]);
  }
  expect(answer.circles.map(({ frequency }) => frequency)).toEqual(Array.from({ length: answer.rows.shares.length }, (_, i) => i + 1));
  expect(answer.threshold).toBe(2 / answer.circles.length);
});

/** The network with other numbers in one of its parameters. */
function withValues(network: NetworkAt, name: string, value: (row: number, column: number) => number): NetworkAt {
  const at = network.model.parameters.findIndex((spec) => spec.name === name);
  const columns = network.model.parameters[at]?.shape[1] as number;
  const values = (network.parameters[at] as Float32Array).map((_, i) => value(Math.floor(i / columns), i % columns));
  return { ...network, parameters: network.parameters.with(at, values) };
}

test('a network of two waves has these two as its key frequencies, in addition as in the order of logarithms', () => {
  for (const [operation, order] of [
    ['add', (token: number): number | null => token],
    // Powers of 3 mod 17.
    ['multiply', (token: number): number | null => [...(cycleOf('multiplication', 17)?.tokens ?? [])].indexOf(token)],
  ] as const) {
    const n = operation === 'add' ? 17 : 16;
    const wave = (token: number, column: number): number => {
      const e = order(token) ?? 0;
      const angle = (2 * Math.PI * (column < 2 ? 3 : 5) * e) / n;
      return token === 0 && operation === 'multiply' ? 100 : column % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    };
    const plain = bareNetwork(
      configOf({ 'task.operation': operation, 'task.p': 17, 'model.id': 'mlp', 'model.input': 'embedding', 'model.embedding': 4, 'model.width': 4 }),
    );
    const network = withValues(withValues(plain, 'embedding', wave), 'output.weight', (neuron, output) => wave(output, neuron));
    const answer = seen(network);
    expect([...answer.keys]).toEqual([3, 5]);
    for (const { shares } of [answer.rows, answer.outputs]) expect(shares[2]).toBeCloseTo(0.5, 6);
    expect(answer.circles[2]?.fit).toBeCloseTo(1, 6);
    // Looked at by the other operation they are not there.
    const { keys } = seen(network, { under: operation === 'add' ? 'multiplication' : 'addition' });
    expect([...keys]).not.toEqual([3, 5]);
  }
});

test('composite moduli are not multiplied; weights that are no numbers are told', () => {
  const network = bareNetwork(configOf({ 'task.p': 15, ...SMALL }));
  const said = (of: NetworkAt, question: CirclesQuestion) => {
    const { answer } = seenBy(circles, of, question);
    return 'problem' in answer ? answer.problem.en : '';
  };
  expect(said(network, { under: 'multiplication' })).toContain('15 is not a prime');
  expect(said(network, AS_ASKED)).toBe('');
  for (const name of ['embedding', 'unembedding']) {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const broken = withValues(network, name, () => wrong);
      expect(said(broken, AS_ASKED), `with ${name} ${wrong}`).toContain('diverged');
    }
  }
  expect(seen(withValues(network, 'embedding', () => 0)).rows.shares.every((share) => share === 0)).toBe(true);
});
