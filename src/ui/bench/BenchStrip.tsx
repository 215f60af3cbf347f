/** The runs on the table, where there is more than one: which is in front, what tells them apart, and how to leave one. */
import { useTranslation } from 'react-i18next';
import { useBench } from '../hooks.ts';
import { useLanguage } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { CloseIcon } from '../parts/icons.tsx';
import { runName } from './runName.ts';
import './bench.css';

export function BenchStrip() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { bench } = usePage();
  const runs = useBench((state) => state.runs);
  const front = useBench((state) => state.front);
  if (runs.length < 2) return null;
  return (
    <ul className="bench" aria-label={t('bench.label')}>
      {runs.map((run) => {
        const name = runName(
          run,
          runs.filter((other) => other !== run),
          language,
        );
        const chosen = run === front;
        return (
          <li key={run.id} className="bench-run" data-front={chosen}>
            <button
              type="button"
              className="bench-name"
              aria-pressed={chosen}
              title={t(chosen ? 'bench.front' : 'bench.bring')}
              onClick={() => bench.bringToFront(run)}
            >
              <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden="true">
                <path d="M0 4h18" />
              </svg>
              <span>{name}</span>
            </button>
            {!chosen && (
              <button
                type="button"
                className="bench-dismiss"
                aria-label={t('bench.dismiss', { name })}
                title={t('bench.dismiss', { name })}
                onClick={() => bench.dismiss(run)}
              >
                <CloseIcon />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
