/** Starts, pauses and stops the training of the landscape, and sets its grid. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { landscapeParameters } from '../../../engine/sweeps/landscapeOptions.ts';
import type { LandscapeState } from '../../../store/landscape.ts';
import { shareOf } from '../../../store/sweepState.ts';
import { landscapeOf } from '../../../store/pageLandscape.ts';
import { FieldRow } from '../../controls/FieldRow.tsx';
import { useConfig } from '../../hooks.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { CloseIcon, PauseIcon, PlayIcon, ResetIcon, SettingsIcon } from '../../parts/icons.tsx';
import { clockTime } from '../../status/time.ts';

/** Sizes of the training set on the map, unless the reader wants others. */
const SIZES = 5;

const GRID = ['alphaFrom', 'alphaTo', 'alphaCount', 'steps', 'logEvery'] as const;
const OF_SIZES = ['sizes', 'sizeFrom', 'sizeTo'] as const;

export function Controls({ state }: { state: LandscapeState }) {
  const { t } = useTranslation();
  const text = useText();
  const page = usePage();
  const landscape = landscapeOf(page);
  const region = useId();
  const [open, setOpen] = useState(false);
  const { y, sizes } = useConfig((asked) => asked.landscape);
  const set = (name: keyof typeof landscapeParameters, raw: unknown): void => void page.actions.set(`landscape.${name}`, raw);
  const { status, cells, results, failed, elsewhere, left } = state;
  const others = status === 'running' ? elsewhere.size : 0;
  const waiting = others > 0 && others === cells.filter(({ key }) => !results.has(key) && !failed.has(key)).length;

  return (
    <div className="lu-controls">
      <div className="lu-buttons">
        <MainButton state={state} />
        {(status === 'running' || status === 'paused') && (
          <IconButton label={t('landscape.cancel')} onClick={landscape.cancel}>
            <CloseIcon />
          </IconButton>
        )}
        {(status === 'done' || status === 'idle') && results.size > 0 && (
          <IconButton label={t('landscape.clear')} onClick={landscape.clear}>
            <ResetIcon />
          </IconButton>
        )}
        <div className="lu-choices">
          <Segmented
            label={text(landscapeParameters.y.label)}
            value={y}
            choices={landscapeParameters.y.choices.map(({ value, label }) => ({ value, label: text(label) }))}
            onChange={(value) => set('y', value)}
          />
          <Segmented
            label={t('landscape.sizesLabel')}
            value={sizes > 1 ? 'many' : 'one'}
            choices={[
              { value: 'one', label: t('landscape.oneSize') },
              { value: 'many', label: t('landscape.manySizes') },
            ]}
            onChange={(value) => set('sizes', value === 'many' ? SIZES : 1)}
          />
          <IconButton label={t('landscape.grid')} aria-expanded={open} aria-controls={region} onClick={() => setOpen(!open)}>
            <SettingsIcon />
          </IconButton>
        </div>
      </div>
      {open && (
        <div className="lu-grid-fields" id={region}>
          {[...GRID, ...(sizes > 1 ? OF_SIZES : [])].map((name) => (
            <FieldRow key={name} path={`landscape.${name}`} parameter={landscapeParameters[name]} />
          ))}
        </div>
      )}
      {(results.size > 0 || status !== 'idle') && (
        <div className="lu-state">
          <progress max={1} value={shareOf(state)} aria-label={t('landscape.progressLabel')} />
          <span>
            {[
              t('landscape.progress', { done: results.size, planned: cells.length }),
              ...(status === 'running' && !waiting && left !== null ? [t('clock.left', { time: clockTime(left) })] : []),
              ...(status === 'paused' ? [t('landscape.paused')] : []),
            ].join(' · ')}
          </span>
          {others > 0 && <span className="others">{t(waiting ? 'landscape.waiting' : 'landscape.elsewhere', { count: others })}</span>}
        </div>
      )}
    </div>
  );
}

function MainButton({ state: { status, loaded, results, cells } }: { state: LandscapeState }) {
  const { t } = useTranslation();
  const landscape = landscapeOf(usePage());
  if (status === 'running') {
    return (
      <button type="button" className="lens-button" onClick={landscape.pause}>
        <PauseIcon />
        <span>{t('landscape.pause')}</span>
      </button>
    );
  }
  if (status === 'paused') {
    return (
      <button type="button" className="lens-button" onClick={landscape.resume}>
        <PlayIcon />
        <span>{t('landscape.resume')}</span>
      </button>
    );
  }
  if (status === 'done') return null;
  const left = cells.length - results.size;
  return (
    <button type="button" className="lens-button" disabled={!loaded} onClick={landscape.start}>
      <PlayIcon />
      <span>{results.size === 0 ? t('landscape.start') : t('landscape.goOn', { left })}</span>
    </button>
  );
}
