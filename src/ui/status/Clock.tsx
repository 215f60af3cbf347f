/** Steps and time, as figures. */
import { useEffect, useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { expectationOf, LONG_S } from '../../engine/cost/expectation.ts';
import { useCalmFront, useConfig } from '../hooks.ts';
import { clockTime } from './time.ts';
import { WayOn } from './WayOn.tsx';

export function Clock() {
  const { t } = useTranslation();
  const run = useCalmFront((state) => state.run);
  const status = useCalmFront((state) => state.status);
  const step = useCalmFront((state) => state.step);
  const ran = useCalmFront((state) => state.config?.steps ?? null);
  const asked = useConfig((state) => state.config.steps);
  const steps = ran ?? asked;
  const config = useConfig((state) => state.config);
  const expected = useMemo(() => expectationOf(config), [config]);
  const [, again] = useReducer((n: number) => n + 1, 0);

  // Slow runs have few ticks; the clock goes on between them.
  useEffect(() => {
    if (status !== 'running') return undefined;
    const timer = setInterval(again, 1000);
    return () => clearInterval(timer);
  }, [status]);

  const elapsed = run?.elapsed() ?? 0;
  const left = status === 'running' ? (run?.left() ?? null) : null;
  return (
    <p className="clock">
      <span className="clock-step">{t('clock.step', { step, steps })}</span>
      {status === 'idle' && <span>{t(expected.measurement < LONG_S ? 'clock.cost' : 'clock.costMeasured', { ...expected })}</span>}
      {status !== 'idle' && (
        <span>
          <time title={t('clock.elapsedLabel')}>{clockTime(elapsed)}</time>
          {left !== null && <span>{` · ${t('clock.left', { time: clockTime(left) })}`}</span>}
        </span>
      )}
      <WayOn />
    </p>
  );
}
