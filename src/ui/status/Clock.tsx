/** Steps and time, as figures. */
import { useEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { runs } from '../../store/page.ts';
import { useCalmRun, useConfig } from '../hooks.ts';
import { clockTime } from './time.ts';
import { WayOn } from './WayOn.tsx';

/** Less progress than this says nothing about how long the rest will take. */
const MIN_STEPS = 20;

export function Clock() {
  const { t } = useTranslation();
  const status = useCalmRun((state) => state.status);
  const step = useCalmRun((state) => state.step);
  const rate = useCalmRun((state) => state.stepsPerSecond);
  const ran = useCalmRun((state) => state.config?.steps ?? null);
  const asked = useConfig((state) => state.config.steps);
  const steps = ran ?? asked;
  const [, again] = useReducer((n: number) => n + 1, 0);

  // Slow runs have few ticks; the clock goes on between them.
  useEffect(() => {
    if (status !== 'running') return undefined;
    const timer = setInterval(again, 1000);
    return () => clearInterval(timer);
  }, [status]);

  const elapsed = runs.elapsed();
  const left = status === 'running' && rate > 0 && step >= MIN_STEPS ? (1000 * (steps - step)) / rate : null;
  return (
    <p className="clock">
      <span className="clock-step">{t('clock.step', { step, steps })}</span>
      {status !== 'idle' && (
        <span>
          <time title={t('clock.elapsedLabel')}>{clockTime(elapsed)}</time>
          {left !== null && ` · ${t('clock.left', { time: clockTime(left) })}`}
        </span>
      )}
      <WayOn />
    </p>
  );
}
