/** What a group has come to, in words: what may still come, what never will, and how many diverged. */
import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import { startI18n, voiceOf } from '../../../../src/ui/i18n/index.ts';
import { figuresOf, HEADINGS } from '../../../../src/ui/lenses/compare/groupFigures.ts';
import { groupsOf } from '../../../../src/ui/lenses/compare/groups.ts';
import { RESULTS } from '../../../../src/ui/lenses/compare/results.ts';
import { rowOf } from '../../../../src/ui/lenses/compare/row.ts';
import { speakerOf } from '../../../../src/ui/lenses/compare/speaker.ts';
import { run } from './runs.ts';

beforeAll(() => startI18n('en'));

const voice = () => speakerOf(voiceOf('en').getFixedT('en'), 'en');
const told = (over: boolean, diverged = 0) => {
  const rows = [1, 2, 3].map((seed) => {
    const one = run(`run ${seed}`, { ...defaultConfig(), seed }, { over: over && seed > diverged });
    if (seed <= diverged) one.hear({ type: 'event', run: one.id, event: { type: 'diverged', step: 1000, what: 'training loss is NaN' } } as never);
    return rowOf(one);
  });
  const [group] = groupsOf(rows);
  return { rows, said: Object.fromEntries(HEADINGS.map((id, i) => [id, group === undefined ? '' : figuresOf(group, voice())[i]])) };
};

test('of runs that go on it may come yet; of those that are over it never does', () => {
  expect(told(false).said).toMatchObject({ memorised: 'not yet', grokked: 'not yet' });
  expect(told(true).said).toMatchObject({ memorised: 'not by their ends', grokked: 'not by their ends' });
});

test('those that diverged are counted, and each says so itself', () => {
  const { rows, said } = told(true, 2);
  expect(said).toMatchObject({ grokked: 'not by their ends, 2 diverged' });
  const learned = RESULTS.find(({ id }) => id === 'learned');
  expect(rows.map((row) => learned?.words(row, voice()))).toEqual(['diverged at 1,000', 'diverged at 1,000', 'not by 1,000']);
});
