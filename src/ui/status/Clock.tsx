/** Steps and time, as figures. */
import { useEffect, useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { expectationOf, LONG_S } from '../../engine/cost/expectation.ts';
import { useCalmFront, useConfig, useCalmMoment } from '../hooks.ts';
import { useLanguage } from '../i18n/useText.ts';
import { clockTime } from './time.ts';
import { WayOn } from './WayOn.tsx';

/** Whose network is looked at, at a moment of the past. */
function Network({ step }: { readonly step: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { network, replayed, share, failed } = useCalmMoment((state) => state);
  const from = network?.step ?? 0;
  const words = (): string => {
    if (failed !== null) return t(network === null ? 'moment.none' : 'moment.stands', { from, why: failed[language] });
    if (share !== null) return t('moment.replaying', { from, share });
    return from === step ? t(replayed ? 'moment.replayed' : 'moment.kept') : '';
  };
  return <output className="clock-network">{words()}</output>;
}

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
  const chosen = useCalmMoment((state) => state.step);
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
      <span className="clock-step">
        {chosen === null
          ? t('clock.step', { step, steps })
          : t(status === 'running' ? 'moment.training' : 'moment.trained', { step: chosen, now: step, steps })}
      </span>
      {status === 'idle' && <span>{t(expected.measurement < LONG_S ? 'clock.cost' : 'clock.costMeasured', { ...expected })}</span>}
      {status !== 'idle' && chosen === null && (
        <span>
          <time title={t('clock.elapsedLabel')}>{clockTime(elapsed)}</time>
          {left !== null && <span>{` · ${t('clock.left', { time: clockTime(left) })}`}</span>}
        </span>
      )}
      {chosen !== null && <Network step={chosen} />}
      <WayOn />
    </p>
  );
}
