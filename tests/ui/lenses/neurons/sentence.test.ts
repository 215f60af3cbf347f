import { expect, test } from 'vitest';
import { degreesOf, saidOf } from '../../../../src/ui/lenses/neurons/sentence.ts';
import { FRESH, WAVES, waves } from './seen.ts';

const keysOf = (said: ReturnType<typeof saidOf>) => said.map(({ key }) => key);

test('neurons of a single frequency are counted, by frequency, with how their phases agree', () => {
  const [single, list, agree, ...more] = saidOf(WAVES, ' and ');
  expect(more).toEqual([]);
  expect(single).toEqual({ key: 'neurons.single', values: { count: 40, of: 40, share: 1, least: 0.85 } });
  expect(list).toEqual({ key: 'neurons.list', values: { list: '5 (25) and 2 (15)' } });
  expect(agree?.key).toBe('neurons.agree');
  expect(agree?.values).toEqual({ sign: '+', degrees: '0.0' });
});

test('where there is none it says how near a typical one is', () => {
  const said = saidOf(FRESH, ', ');
  const shares = [...FRESH.shares].toSorted((a, b) => a - b);
  expect(said[0]).toEqual({ key: 'neurons.none', values: { of: 20, share: ((shares[9] as number) + (shares[10] as number)) / 2, least: 0.85 } });
  expect(keysOf(said)).not.toContain('neurons.agree');
});

test('constant neurons are told; of many frequencies the largest are named', () => {
  const frequencies = WAVES.frequencies.map((_, j) => (j === 3 ? 0 : 1 + (j % 6)));
  const shares = WAVES.shares.map((share, j) => (j === 3 ? 0 : share));
  const tokens = new Int32Array(17);
  const [, list, constant] = saidOf({ ...WAVES, frequencies, shares, tokens }, ', ');
  expect(list?.key).toBe('neurons.list');
  expect(constant).toEqual({ key: 'neurons.constant', values: { count: 1 } });
  const many = saidOf({ ...WAVES, frequencies: frequencies.map((_, j) => 1 + (j % 8)), tokens }, ', ');
  expect(many[1]).toMatchObject({ key: 'neurons.spread', values: { count: 8, all: 8 } });
  expect(String(many[1]?.values['list']).split(', ')).toHaveLength(6);
});

test('a layer that does not reach the answers alone has no phases to compare', () => {
  expect(keysOf(saidOf({ ...waves(), clock: { ...WAVES.clock, out: null } }, ', '))).toEqual(['neurons.single', 'neurons.list']);
});

test('degrees have a digit behind the point where they are few', () => {
  expect([0, 2.94, -9.94, 9.96, 90.4].map(degreesOf)).toEqual(['0.0', '2.9', '-9.9', '10', '90']);
});
