/** Under the charts: what to look for in the run in front, and what the curves are. */
import { memo, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { meaningful } from '../../engine/probes/measuring.ts';
import { tasks } from '../../engine/tasks/index.ts';
import { useText } from '../i18n/useText.ts';
import { useShown, type Shown } from '../titles.ts';
import { Credits } from './Credits.tsx';

const Note = memo(function Note({ preset, changed, config }: Shown) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <section className="preset-note">
      <h2>
        <span>{t('preset.lookFor')}</span>
        <span className="preset-note-name">{changed ? t('preset.basedOn', { name: text(preset.label) }) : text(preset.label)}</span>
      </h2>
      <p>
        <span>{`${text(preset.shows)} `}</span>
        <cite>{t('preset.reference', { reference: preset.reference })}</cite>
      </p>
      <Credits task={config.task.id} />
    </section>
  );
});

/** Behind what is at hand when another preset is chosen. */
export function PresetNote() {
  const shown = useDeferredValue(useShown());
  return <Note {...shown} />;
}

/** What each quantity is that the charts show, in their order. */
export function Legend() {
  const { t } = useTranslation();
  const text = useText();
  const { task, model } = useDeferredValue(useShown()).config;
  const measures = useMemo(() => {
    const shape = tasks.get(task.id).shape(task);
    return meaningful({ task, model }).flatMap((probe) => probe.measures(shape));
  }, [task, model]);
  return (
    <section className="legend">
      <h2>{t('legend.title')}</h2>
      <dl>
        {measures.map(({ label, text: words, hue, dash }) => (
          <div key={label.en}>
            <dt style={{ color: `var(--${hue}-ink)` }}>
              <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
                <path d="M0 4h20" stroke={`var(--${hue})`} strokeWidth="2" strokeDasharray={dash} />
              </svg>
              <span>{text(label)}</span>
            </dt>
            <dd>{text(words)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('legend.step')}</dt>
          <dd>{t('legend.stepText')}</dd>
        </div>
      </dl>
    </section>
  );
}
