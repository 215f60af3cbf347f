/** What every run on the bench is called: a letter that stands at its lines, and what tells it apart. */
import { useMemo } from 'react';
import { useBench } from '../hooks.ts';
import { useLanguage } from '../i18n/useText.ts';
import { runName } from './runName.ts';

export interface RunName {
  readonly letter: string;
  readonly name: string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** By the runs' ids; in the order in which they began. */
export function useNames(): ReadonlyMap<string, RunName> {
  const runs = useBench((state) => state.runs);
  const language = useLanguage();
  return useMemo(
    () =>
      new Map(
        runs.map((run, i) => {
          const others = runs.filter((other) => other !== run);
          return [run.id, { letter: LETTERS[i] ?? String(i + 1), name: runName(run, others, language) }];
        }),
      ),
    [runs, language],
  );
}
