/** The runs on the bench, where there is more than one: what each is and how it stands, which is in front, and how to hide or leave one. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { findPreset } from '../../engine/presets/index.ts';
import { differences } from '../../store/config.ts';
import type { Run } from '../../store/run.ts';
import { useBench } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { CloseIcon, EyeIcon, EyeOffIcon } from '../parts/icons.tsx';
import { useNames, type RunName } from './useNames.ts';
import './bench.css';

function Item({ run, letter, name }: RunName & { readonly run: Run }) {
  const { t } = useTranslation();
  const text = useText();
  const { bench } = usePage();
  const chosen = useBench((state) => state.front === run);
  const hidden = useBench((state) => state.hidden.has(run.id));
  const status = useStore(run.store, (state) => state.status);
  const preset = findPreset(run.origin.basedOn);
  const label = preset === undefined ? '' : text(preset.label);
  // Another seed is no other experiment, and the name says it.
  const changed = preset !== undefined && differences(run.config, preset.config).some((path) => path !== 'seed');
  // A name that tells its preset from the others' has it already.
  const about = [...(label === '' || name.startsWith(label) ? [] : [label]), ...(changed ? [t('preset.changed')] : []), t(`bench.${status}`)];
  return (
    <li className="bench-run" data-front={chosen} data-hidden={hidden && !chosen}>
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
        <b>{letter}</b>
        <span>
          <span>{name}</span>
          <span className="bench-about">{about.map((words) => ` · ${words}`).join('')}</span>
        </span>
      </button>
      {!chosen && (
        <>
          <button
            type="button"
            className="bench-tool"
            aria-label={t(hidden ? 'bench.show' : 'bench.hide', { name: `${letter} ${name}` })}
            title={t(hidden ? 'bench.show' : 'bench.hide', { name: `${letter} ${name}` })}
            onClick={() => bench.setHidden(run, !hidden)}
          >
            {hidden ? <EyeOffIcon /> : <EyeIcon />}
          </button>
          <button
            type="button"
            className="bench-tool"
            aria-label={t('bench.dismiss', { name: `${letter} ${name}` })}
            title={t('bench.dismiss', { name: `${letter} ${name}` })}
            onClick={() => bench.dismiss(run)}
          >
            <CloseIcon />
          </button>
        </>
      )}
    </li>
  );
}

export function BenchStrip() {
  const { t } = useTranslation();
  const runs = useBench((state) => state.runs);
  const names = useNames();
  if (runs.length < 2) return null;
  return (
    <ul className="bench" aria-label={t('bench.label')}>
      {runs.map((run) => {
        const named = names.get(run.id);
        return named !== undefined && <Item key={run.id} run={run} {...named} />;
      })}
    </ul>
  );
}
