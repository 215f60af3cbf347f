/** The race that goes on: what its runs differ in, how they share the cores, and all of them paused or ended at once. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldNamed } from '../../engine/config/acts.ts';
import { isOn, type Run } from '../../store/run.ts';
import { useBench } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import './race.css';

/** How many of them go on, and how many wait for their reader. */
function useStanding(runs: readonly Run[]): { readonly on: number; readonly running: number } {
  const subscribe = useCallback(
    (look: () => void) => {
      const stops = runs.map((run) => run.store.subscribe(look));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [runs],
  );
  const count = (holds: (run: Run) => boolean) => (): number => runs.filter(holds).length;
  const on = useSyncExternalStore(
    subscribe,
    count(({ store }) => isOn(store.getState().status)),
  );
  const running = useSyncExternalStore(
    subscribe,
    count(({ store }) => isOn(store.getState().status) && store.getState().wanted === 'running'),
  );
  return { on, running };
}

export function RaceBar() {
  const { t } = useTranslation();
  const text = useText();
  const { actions } = usePage();
  const race = useBench((state) => state.race);
  const all = useBench((state) => state.runs);
  const runs = useMemo(() => (race === null ? [] : all.filter(({ id }) => race.runs.includes(id))), [race, all]);
  const { on, running } = useStanding(runs);
  const [first] = runs;
  if (race === null || first === undefined || on === 0) return null;
  const parameter = fieldNamed(first.config, race.path)?.parameter;
  return (
    <div className="race-bar">
      <span>
        <b>{t('race.bar', { field: parameter === undefined ? race.path : text(parameter.label) })}</b>
        <span>{running > race.cores ? ` · ${t('race.turnsNow', { runs: running, count: race.cores })}` : ''}</span>
      </span>
      {running > 0 && (
        <button type="button" className="text-button" onClick={() => actions.raceAll('pause')}>
          {t('race.pauseAll')}
        </button>
      )}
      {running < on && (
        <button type="button" className="text-button" onClick={() => actions.raceAll('resume')}>
          {t('race.resumeAll')}
        </button>
      )}
      <button type="button" className="text-button" onClick={() => actions.raceAll('stop')}>
        {t('race.stopAll')}
      </button>
    </div>
  );
}
