/** The landscape's words: every case has its own, in both languages. */
import { expect, test } from 'vitest';
import type { Valley } from '../../../../src/engine/sweeps/valley.ts';
import { en } from '../../../../src/ui/i18n/en.ts';
import { ja } from '../../../../src/ui/i18n/ja.ts';
import { sentences, type View } from '../../../../src/ui/lenses/landscape/sentence.ts';

const valley: Valley = { low: 21, high: 29, bottom: 25, floor: 1e-5, factor: 10, open: false };
const view: View = { status: 'done', done: 11, planned: 11, steps: 2000, valley, row: 11, unfitted: false, run: null, what: null, forgetful: false };

const keys = (change: Partial<View>): string[] => sentences({ ...view, ...change }).map(({ key }) => key.replace('landscape.', ''));

test.each<[string, Partial<View>, string[]]>([
  ['nothing yet', { status: 'idle', done: 0, valley: null, row: 0 }, ['invite']],
  ['under way', { status: 'running', done: 2, valley: null, row: 2 }, ['growing']],
  ['no valley to be found', { valley: null }, ['noValley']],
  ['a valley, and no run', {}, ['valley', 'noRun']],
  ['a valley at the edge', { valley: { ...valley, open: true } }, ['valleyOpen', 'noRun']],
  ['another network’s run', { run: 'other' }, ['valley', 'otherRun']],
  ['a run on another row', { run: 'elsewhere' }, ['valley']],
  ['a run to the right', { run: { norm: 40 } }, ['valley', 'runRight']],
  ['a run inside', { run: { norm: 25 } }, ['valley', 'runInside']],
  ['a run to the left', { run: { norm: 5 } }, ['valley', 'runLeft']],
  ['points not yet fitted', { unfitted: true }, ['valley', 'noRun', 'unfitted']],
  ['points that failed', { what: { en: 'no backend', ja: 'なし' } }, ['valley', 'noRun', 'failed']],
  ['a browser that keeps none', { forgetful: true }, ['valley', 'noRun', 'forgetful']],
  ['that, before the first point', { status: 'idle', done: 0, valley: null, row: 0, forgetful: true }, ['invite', 'forgetful']],
])('%s', (_, change, expected) => {
  expect(keys(change)).toEqual(expected);
  for (const { key } of sentences({ ...view, ...change })) {
    const name = key.replace('landscape.', '') as keyof typeof en.landscape;
    expect(en.landscape[name]).toBeTruthy();
    expect(ja.landscape[name]).toBeTruthy();
  }
});
