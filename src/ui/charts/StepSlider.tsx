/** Lies over the plot: the pointer and the keys move the shared cursor. To assistive technology it is a slider over the evaluated steps. */
import { memo, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import { text } from '../../engine/text.ts';
import { LIVE, moved } from './cursor.ts';
import { formatStep, formatValue } from '../../figures/plot/format.ts';
import type { Frame } from '../../figures/plot/frame.ts';
import { nearestIndex } from '../../figures/plot/nearest.ts';
import { readingsAt, STYLE } from '../../figures/plot/readings.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Stage } from './stage.ts';
import { useLanguage } from '../i18n/useText.ts';

const LABEL = text('read out values', '値を読む');
const LATEST = text('live', '最新');

/** A click this near the pin, in pixels, takes it out. */
const NEAR = 6;

export const StepSlider = memo(function StepSlider({ spec, frame, stage, describedBy }: { spec: ChartSpec; frame: Frame; stage: Stage; describedBy: string }) {
  const cursor = useSyncExternalStore(stage.cursor.subscribe, stage.cursor.get);
  const language = useLanguage();
  const { record, scene } = frame;
  const { box, x } = scene;
  // Training accuracy is measured at every evaluation: its steps are the cursor's.
  const evaluated = record.curve('train.accuracy');

  const stepUnder = (event: { clientX: number; currentTarget: Element }): number | null => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left + box.margin.left;
    const i = nearestIndex(evaluated.steps, evaluated.length, x.invert(at), x);
    return i < 0 ? null : (evaluated.steps[i] as number);
  };
  const onMove = (event: PointerEvent): void => {
    if (!stage.cursor.get().pinned || (event.pointerType !== 'mouse' && event.buttons > 0)) {
      const step = stepUnder(event);
      if (step !== stage.cursor.get().step) stage.cursor.set({ step, pinned: false });
    }
  };
  const onLeave = (): void => {
    if (!stage.cursor.get().pinned) stage.cursor.set(LIVE);
  };
  const onClick = (event: { clientX: number; currentTarget: Element }): void => {
    const step = stepUnder(event);
    const { step: now, pinned } = stage.cursor.get();
    const again = pinned && now !== null && step !== null && Math.abs(x(now) - x(step)) < NEAR;
    stage.cursor.set(again || step === null ? LIVE : { step, pinned: true });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moved(stage.cursor.get(), event.key, event.shiftKey, evaluated);
    if (next === null) return;
    event.preventDefault();
    stage.cursor.set(next);
  };

  const values = (step: number): string =>
    readingsAt(spec, record, step)
      .map(
        (r) =>
          `${r.series.label[language]} ${formatValue(r.value, STYLE[spec.y.kind], language)}${r.step === step ? '' : ` (${formatStep(r.step, language)})`}`,
      )
      .join(', ');
  const { margin } = box;
  return (
    <div
      className="chart-slider"
      // A range input has keys and steps of its own.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={`${spec.title[language]}: ${LABEL[language]}`}
      aria-describedby={describedBy}
      aria-valuemin={0}
      aria-valuemax={scene.end}
      // Live values are not in here: a screen reader would read out every change.
      aria-valuenow={cursor.step ?? scene.end}
      aria-valuetext={cursor.step === null ? LATEST[language] : `${formatStep(cursor.step, language)}: ${values(cursor.step)}`}
      style={{ left: margin.left, right: margin.right, top: margin.top, bottom: margin.bottom }}
      onPointerMove={onMove}
      onPointerDown={onMove}
      onPointerLeave={onLeave}
      onClick={onClick}
      onKeyDown={onKey}
    />
  );
});
