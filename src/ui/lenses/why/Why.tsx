/** What is known to matter, where the run stands at the moment shown, and what can be tried. */
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { configAt } from '../../../engine/run/past.ts';
import { REASONS } from '../../../engine/why/index.ts';
import type { Seen } from '../../../engine/why/reason.ts';
import { verdictOf } from '../../../engine/why/verdict.ts';
import { useCalmFront, useShownRecord } from '../../hooks.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import type { LensProps } from '../lens.ts';
import { Grade } from './Grade.tsx';
import { useTrying } from './useTrying.ts';
import { useValley } from './useValley.ts';
import './why.css';

/** Runs of which there is nothing left to try: what they have come to cannot be asked why it did not come. */
const DONE = new Set(['grokked', 'generalised']);

/** What keeps a fork from beginning, or what it waits for. */
function Told() {
  const { t } = useTranslation();
  const text = useText();
  const { waiting, problems, why } = useStore(usePage().forks.store);
  return (
    <output className="why-told">
      {waiting !== null && <p>{t('moment.forkWaiting', { step: waiting })}</p>}
      {why !== null && <p className="problem">{text(why)}</p>}
      {problems.length > 0 && <p className="problem">{t('moment.forkRefused')}</p>}
    </output>
  );
}

export default function Why({ run, shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const record = useShownRecord();
  // Records grow in place.
  const version = useDeferredValue(useCalmFront((state) => (shown ? state.step : 0)));
  const step = record?.step ?? 0;
  const valley = useValley(record?.config ?? null);
  const attempt = useTrying(run);
  const seen = useMemo(() => {
    if (record === null || version < 0) return null;
    const scene = { record, config: configAt(record, step), valley };
    return { verdict: verdictOf(scene), by: new Map<string, Seen | null>(REASONS.map((reason) => [reason.id, reason.look(scene)])) };
  }, [record, step, version, valley]);
  const tried = seen !== null && !DONE.has(seen.verdict.kind);

  return (
    <div className="why">
      <p className="why-verdict">{seen === null ? t('why.idle') : text(seen.verdict.words)}</p>
      {seen !== null && DONE.has(seen.verdict.kind) && <p className="why-known">{t('why.done')}</p>}
      <ul className="why-reasons">
        {REASONS.map(({ id, label, known }) => {
          const own = seen?.by.get(id) ?? null;
          return (
            <li key={id}>
              <h3>
                <span>{text(label)}</span>
                {tried && own !== null && <Grade grade={own.grade} />}
              </h3>
              {own !== null && <p>{text(own.words)}</p>}
              <p className="why-known">{text(known)}</p>
              {tried && own !== null && own.tries.length > 0 && (
                <p className="why-tries">
                  {own.tries.map((one) => (
                    <button key={one.label.en} type="button" className="text-button" onClick={() => attempt(one)}>
                      {t(one.kind === 'lens' ? 'why.openLens' : 'why.try', { what: text(one.label) })}
                    </button>
                  ))}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <Told />
      <p className="why-known">{t('why.honest')}</p>
    </div>
  );
}
