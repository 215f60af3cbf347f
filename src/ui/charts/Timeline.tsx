/** The run's time under its curves: where the page is in it, which moments are kept, and the film. Keys, pointer and touch move through it. */
import { memo, useRef, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FrontState } from '../../store/front.ts';
import { LENGTHS } from '../../store/play.ts';
import { useFront, useMoment } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { PauseIcon, PlayIcon } from '../parts/icons.tsx';
import type { Margin } from '../../figures/plot/layout.ts';
import { momentAfter } from './momentKeys.ts';
import { nearestIndex } from '../../figures/plot/nearest.ts';
import type { Stage } from './stage.ts';
import { growEnd, xScale, type Axis } from '../../figures/plot/xAxis.ts';
import './timeline.css';

interface Props {
  readonly stage: Stage;
  /** Of the plots above it, in pixels. */
  readonly width: number;
  readonly margin: Margin;
  readonly compact: boolean;
}

function Player() {
  const { t } = useTranslation();
  const { play } = usePage();
  const playing = useStore(play.store, (state) => state.playing);
  const begun = useFront((state) => state.record !== null && state.record.step > 0);
  return (
    <IconButton className="timeline-play" label={t(playing ? 'moment.stop' : 'moment.play')} disabled={!begun} onClick={play.toggle}>
      {playing ? <PauseIcon /> : <PlayIcon />}
    </IconButton>
  );
}

function Length() {
  const { t } = useTranslation();
  const { play } = usePage();
  const seconds = useStore(play.store, (state) => state.seconds);
  return (
    <span className="timeline-length">
      <select aria-label={t('moment.length')} title={t('moment.length')} value={seconds} onChange={(event) => play.setSeconds(Number(event.target.value))}>
        {LENGTHS.map((length) => (
          <option key={length} value={length}>
            {t('moment.seconds', { seconds: length })}
          </option>
        ))}
      </select>
    </span>
  );
}

function Badge() {
  const { t } = useTranslation();
  const { moment } = usePage();
  const step = useMoment((state) => state.step);
  const on = useFront((state) => state.status === 'running');
  if (step === null) return <span className={on ? 'timeline-badge live' : 'timeline-badge'}>{t(on ? 'moment.live' : 'moment.latest')}</span>;
  return (
    <button type="button" className="timeline-badge past" title={`${t('moment.back')} (Esc)`} onClick={() => moment.goTo(null)}>
      <span>{t('moment.badge', { step })}</span>
      <span aria-hidden="true"> ×</span>
      <span className="hidden">{` – ${t('moment.back')}`}</span>
    </button>
  );
}

interface KeptProps {
  /** Ascending. */
  readonly steps: readonly number[];
  readonly axis: Axis;
  readonly end: number;
  readonly width: number;
}

/** Moments that are kept; apart, because whoever moves among them changes none. */
const KeptMarks = memo(
  function Marks({ steps, axis, end, width }: KeptProps) {
    const x = xScale(Math.max(1, end), axis, 0, width);
    return steps.map((step) => <line key={step} className="timeline-kept" x1={x(step)} x2={x(step)} y1="6" y2="14" />);
  },
  (a, b) => a.axis === b.axis && a.end === b.end && a.width === b.width && a.steps.length === b.steps.length && a.steps.every((step, i) => step === b.steps[i]),
);

/** How far the run in front is, and to which of its moments keys lead: those that are kept; of curves alone, the steps at which they have a point. */
function momentsOf({ run, record }: Pick<FrontState, 'run' | 'record'>): { readonly last: number; readonly kept: readonly number[] } {
  const kept = run?.snapshots.steps ?? [];
  if (kept.length > 0 || record === null) return { last: record?.step ?? 0, kept };
  const { steps, length } = record.curve('train.accuracy');
  return { last: record.step, kept: Array.from(steps.subarray(0, length)) };
}

export function Timeline({ stage, width, margin, compact }: Props) {
  const { t } = useTranslation();
  const { front, moment } = usePage();
  const chosen = useMoment((state) => state.step);
  const run = useFront((state) => state.run);
  const track = useRef<HTMLDivElement>(null);
  useSyncExternalStore(stage.slow.subscribe, stage.slow.get);
  const axis = useSyncExternalStore(stage.axis.subscribe, stage.axis.get);
  const record = run?.record ?? null;
  const inner = Math.max(1, width - margin.left - margin.right);
  // Where the charts' axis ends.
  const end = record === null ? 0 : growEnd(0, Math.max(record.step, ...stage.ghosts.get().map(({ step }) => step)), record.config.steps, axis);
  const x = xScale(Math.max(1, end), axis, 0, inner);
  const kept = run?.snapshots.steps ?? [];
  const last = record?.step ?? 0;
  const at = chosen ?? last;

  // Keys and pointer are about the run as it is now: it may have come further, or another one to the front, since this was rendered.
  const under = ({ clientX }: PointerEvent): number | null => {
    const { record: now } = front.getState();
    if (now === null || track.current === null) return null;
    const step = x.invert(clientX - track.current.getBoundingClientRect().left);
    if (step >= now.step) return null;
    const { steps, length } = now.curve('train.accuracy');
    const i = nearestIndex(steps, length, Math.max(0, step), x);
    return i < 0 ? null : (steps[i] as number);
  };
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    moment.goTo(under(event));
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons > 0 && event.currentTarget.hasPointerCapture(event.pointerId)) moment.goTo(under(event));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = momentAfter(event.key, event.shiftKey, { step: moment.store.getState().step, ...momentsOf(front.getState()) });
    if (next === undefined) return;
    event.preventDefault();
    moment.goTo(next);
  };
  return (
    <div className={compact ? 'timeline compact' : 'timeline'} style={{ width }} data-past={chosen !== null}>
      <Player />
      <div
        ref={track}
        className="timeline-track"
        style={{ left: margin.left, width: inner }}
        // A range input has keys and steps of its own.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-label={t('moment.label')}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={chosen === null ? t('moment.latest') : t('moment.at', { step: chosen })}
        aria-disabled={record === null}
        onPointerEnter={moment.prepare}
        onFocus={moment.prepare}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      >
        <svg width={inner} height="20" aria-hidden="true">
          <line className="timeline-all" x1="0" x2={inner} y1="10" y2="10" />
          {record !== null && <line className="timeline-made" x1="0" x2={Math.min(inner, x(last))} y1="10" y2="10" />}
          <KeptMarks steps={kept} axis={axis} end={end} width={inner} />
          {record !== null && <circle className="timeline-head" cx={Math.min(inner, x(at))} cy="10" r="6" />}
        </svg>
      </div>
      <div className="timeline-ends" style={compact ? { paddingLeft: margin.left } : { left: width - margin.right, width: margin.right }}>
        <Badge />
        {(chosen === null || compact) && <Length />}
      </div>
    </div>
  );
}
