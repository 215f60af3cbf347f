/** The race that goes on: what its runs differ in, how they share the cores, and all of them paused or ended at once. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldNamed } from '../../engine/config/acts.ts';
import { isOn, type Run } from '../../store/run.ts';
import { useOfRuns } from '../bench/useOfRuns.ts';
import { useBench } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import './race.css';

const goesOn = ({ store }: Run): boolean => isOn(store.getState().status);

export function RaceBar() {
  const { t } = useTranslation();
  const text = useText();
  const { actions } = usePage();
  const race = useBench((state) => state.race);
  const all = useBench((state) => state.runs);
  const runs = useMemo(() => (race === null ? [] : all.filter(({ id }) => race.runs.includes(id))), [race, all]);
  const on = useOfRuns(runs, () => runs.filter(goesOn).length);
  const running = useOfRuns(runs, () => runs.filter((run) => goesOn(run) && run.store.getState().wanted === 'running').length);
  const [first] = runs;
  if (race === null || first === undefined || on === 0) return null;
  const parameter = race.path === null ? undefined : fieldNamed(first.config, race.path)?.parameter;
  const field = parameter === undefined ? race.path : text(parameter.label);
  return (
    <div className="race-bar">
      <span>
        <b>{field === null ? t('race.barPresets') : t('race.bar', { field })}</b>
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
