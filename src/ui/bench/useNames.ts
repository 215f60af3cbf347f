/** What every run on the bench is called: a letter that stands at its lines, and what tells it apart. */
import { useMemo } from 'react';
import { kernelsWay } from '../../engine/backend/choice.ts';
import { remaining } from '../../engine/run/plan.ts';
import { toldTo } from '../../engine/run/told.ts';
import type { RunName } from '../../figures/plot/runName.ts';
import { useStore } from 'zustand';
import type { Run } from '../../store/run.ts';
import { useBench } from '../hooks.ts';
import { useLanguage } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { colourOf } from './look.ts';
import { runName, type Named } from './runName.ts';
import { useOfRuns } from './useOfRuns.ts';

export type { RunName };

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function namedOf({ config, origin, plan, record }: Run): Named {
  const { changes, step } = toldTo(record);
  return {
    config,
    basedOn: origin.basedOn,
    changes: [...changes, ...remaining(plan, step, changes)],
    kernels: kernelsWay(record.made),
  };
}

/** Rises with whatever names follow from: what was changed meanwhile, and what computes. */
export const useEvents = (runs: readonly Run[]): number =>
  useOfRuns(runs, () => runs.reduce((sum, { record }) => sum + record.marks.length + record.made.length, 0));

/** What the reader called each run, as JSON: null where he did not. A text, which is the same as long as no name changes. */
function useGiven(runs: readonly Run[]): string {
  const { library } = usePage();
  return useStore(library.store, ({ entries }) => JSON.stringify(runs.map((run) => entries?.find(({ id }) => id === run.id)?.name ?? null)));
}

/** By the runs' ids; in the order in which they began. */
export function useNames(): ReadonlyMap<string, RunName> {
  const runs = useBench((state) => state.runs);
  const places = useBench((state) => state.places);
  const language = useLanguage();
  const events = useEvents(runs);
  const given = useGiven(runs);
  return useMemo(() => {
    const names = JSON.parse(given) as readonly (string | null)[];
    const named = runs.map(namedOf);
    const nameAt = (i: number): string => runName(named[i] as Named, named.toSpliced(i, 1), language);
    return new Map(
      runs.map((run, i): [string, RunName] => {
        const place = places.get(run.id) ?? i;
        return [run.id, { letter: LETTERS[place] ?? String(place + 1), colour: colourOf(place), name: names[i] ?? nameAt(i) }];
      }),
    );
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the records change inside
  }, [runs, places, language, events, given]);
}
