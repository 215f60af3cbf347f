/** What a table is a sign of: never «only what it was told» where it finds more than guessing does. */
import { expect, test } from 'vitest';
import { VERDICTS, type Verdict } from '../../../../src/engine/looks/pairTable.ts';
import { saidOf } from '../../../../src/ui/lenses/knows/sentence.ts';

const stageOf = (told: number, fresh: number, answers = 43): string | null => {
  const counts: Partial<Record<Verdict, number>> = { toldRight: told, toldWrong: 1000 - told, newRight: fresh, newWrong: 1000 - fresh };
  return saidOf(
    VERDICTS.map((verdict) => counts[verdict] ?? 0),
    answers,
  ).stage;
};

test.each([
  [500, 500, 43, null],
  [1000, 0, 43, 'memorised'],
  [1000, 60, 43, 'memorised'],
  [1000, 240, 43, 'spreading'],
  [1000, 500, 43, 'spreading'],
  // Of five answers a fifth is guessed.
  [1000, 240, 5, 'memorised'],
  [1000, 980, 43, 'spreading'],
  [995, 995, 43, 'knows'],
] as const)('%i of 1,000 told and %i of the others, of %i answers: %s', (told, fresh, answers, stage) => {
  expect(stageOf(told, fresh, answers)).toBe(stage);
});

test('wrong and sure is wrong', () => {
  const { told, new: others } = saidOf(
    VERDICTS.map(() => 2),
    43,
  );
  expect([told, others]).toEqual([
    { right: 2, count: 6 },
    { right: 2, count: 6 },
  ]);
});
