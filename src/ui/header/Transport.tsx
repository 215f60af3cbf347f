/** Run and pause, one step, start over, another seed, speed. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOn } from '../../store/run.ts';
import { useBench, useFront } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { useApart, useOther, useOtherThanMeant, useTitles } from '../titles.ts';
import { PauseIcon, PlayIcon, ResetIcon, SeedIcon, StepIcon } from '../parts/icons.tsx';

/** Updates per second; null is as fast as possible, the rest is slow motion. */
const SPEEDS: readonly (number | null)[] = [null, 100, 30, 10, 3, 1];

function RunButton() {
  const { t } = useTranslation();
  const { actions } = usePage();
  const status = useFront((state) => state.status);
  const wanted = useFront((state) => state.wanted);
  const fresh = useFront((state) => state.step === 0);
  const { asked } = useTitles();
  const other = useOtherThanMeant();
  // A run that is over follows no field: the next one will be another.
  const edited = useApart() && !isOn(status);
  const going = !other && isOn(status) && wanted === 'running';
  const words = going
    ? t('transport.pause')
    : other || edited
      ? t('transport.runNamed', { name: asked })
      : status === 'paused' && !fresh
        ? t('transport.resume')
        : status === 'finished'
          ? t('transport.again')
          : t('transport.run');
  return (
    <button id="run" type="button" className="run" onClick={actions.toggle} aria-keyshortcuts="Space">
      {going ? <PauseIcon /> : <PlayIcon />}
      <span>{words}</span>
    </button>
  );
}

/** Where Run is about another run, the one in front has a button of its own. */
function PauseButton() {
  const { t } = useTranslation();
  const { actions } = usePage();
  const on = useFront((state) => isOn(state.status) && !state.coming);
  const running = useFront((state) => state.run?.store.getState().wanted === 'running');
  const other = useOther();
  if (!other || !on) return null;
  return (
    <IconButton label={t(running ? 'transport.pauseShown' : 'transport.resumeShown')} onClick={() => actions.pause()}>
      {running ? <PauseIcon /> : <PlayIcon />}
    </IconButton>
  );
}

export function Speed() {
  const { t } = useTranslation();
  const { bench } = usePage();
  const speed = useBench((state) => state.speed);
  return (
    <label className="speed">
      <span className="speed-name">{t('transport.speed')}</span>
      <select value={String(speed)} onChange={(event) => bench.setSpeed(event.target.value === 'null' ? null : Number(event.target.value))}>
        {SPEEDS.map((value) => (
          <option key={String(value)} value={String(value)}>
            {value === null ? t('transport.fastest') : t('transport.perSecond', { count: value })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** `children` stand at the end: the speed, or on a phone, which has less room, the way to it. */
export function Transport({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { actions } = usePage();
  const idle = useFront((state) => state.status === 'idle');
  return (
    <fieldset className="transport" aria-label={t('transport.label')}>
      <RunButton />
      <PauseButton />
      <IconButton label={t('transport.step')} shortcut="." onClick={actions.step}>
        <StepIcon />
      </IconButton>
      <IconButton label={t('transport.reset')} shortcut="R" onClick={actions.reset} disabled={idle}>
        <ResetIcon />
      </IconButton>
      <IconButton label={t('transport.newSeed')} shortcut="N" onClick={actions.newSeed}>
        <SeedIcon />
      </IconButton>
      {children}
    </fieldset>
  );
}
