import { expect, test } from 'vitest';
import { outstanding, saidOf } from '../../../../src/ui/lenses/attention/sentence.ts';
import { WAVES } from './seen.ts';

const WRITING = { separator: ' and ', share: (share: number): string => `${Math.round(100 * share)} %` };

test('where heads look on average, what changes most, and which frequencies stand out', () => {
  expect(saidOf(WAVES, WRITING)).toEqual([
    { key: 'attention.looks', values: { list: 'a 50 % and b 40 % and = 10 %' } },
    { key: 'attention.varies', values: { head: 1, position: 'b', low: 0.02, high: 0.9 } },
    { key: 'attention.outputs', values: { list: '5 (50 %) and 2 (40 %)' } },
  ]);
});

test('where nothing changes, and nothing stands out, it says so', () => {
  const still = { levels: new Uint8Array(169), mean: 1 / 3, low: 0.32, high: 0.36, wave: { frequency: 0, share: 0 } };
  const heads = WAVES.heads.map((head) => ({ ...head, sources: [still, still, still] }));
  const [, varies, outputs] = saidOf({ ...WAVES, heads, all: { ...WAVES.all, shares: new Float32Array(6).fill(1 / 6) } }, WRITING);
  expect(varies).toEqual({ key: 'attention.steady', values: { most: 0.36 - 0.32 } });
  expect(outputs).toEqual({ key: 'attention.flat', values: { threshold: WAVES.threshold } });
});

test('what stands out is above the threshold, the strongest first', () => {
  expect(outstanding({ shares: Float32Array.of(0.1, 0.5, 0.25, 0.5) }, 0.25)).toEqual([2, 4]);
  expect(outstanding({ shares: Float32Array.of(0.1, 0.3, 0.2, 0.5) }, 0.15)).toEqual([4, 2, 3]);
});
