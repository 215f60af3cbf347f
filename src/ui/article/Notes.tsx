/** Under the charts: what this preset shows, and what the curves are. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { basis, matching } from '../../store/config.ts';
import { useConfig } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { Credits } from './Credits.tsx';

export function PresetNote() {
  const { t } = useTranslation();
  const text = useText();
  const config = useConfig((state) => state.config);
  const base = useConfig(basis);
  const exact = useMemo(() => matching(config), [config]);
  const preset = exact ?? base;
  return (
    <section className="preset-note">
      <h2>
        {t('preset.lookFor')}
        <span className="preset-note-name">{exact === undefined ? t('preset.basedOn', { name: text(preset.label) }) : text(preset.label)}</span>
      </h2>
      <p>
        {text(preset.shows)} <cite>{t('preset.reference', { reference: preset.reference })}</cite>
      </p>
      <Credits task={config.task.id} />
    </section>
  );
}

/** In the order of the charts. `hue` names a colour token, where the measure owns one. */
const MEASURES = [
  { id: 'train', hue: 'train', dashed: true },
  { id: 'val', hue: 'val', dashed: false },
  { id: 'norm', hue: 'norm', dashed: false },
  { id: 'lc', hue: 'lc', dashed: false },
  { id: 'random', hue: 'random', dashed: false },
  { id: 'robust', hue: 'robust', dashed: false },
  { id: 'step', hue: null, dashed: false },
] as const;

export function Legend() {
  const { t } = useTranslation();
  return (
    <section className="legend">
      <h2>{t('legend.title')}</h2>
      <dl>
        {MEASURES.map(({ id, hue, dashed }) => (
          <div key={id}>
            <dt style={hue === null ? undefined : { color: `var(--${hue}-ink)` }}>
              {hue !== null && (
                <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
                  <path d="M0 4h20" stroke={`var(--${hue})`} strokeWidth="2" strokeDasharray={dashed ? '5 3' : undefined} />
                </svg>
              )}
              {t(`legend.${id}`)}
            </dt>
            <dd>{t(`legend.${id}Text`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
