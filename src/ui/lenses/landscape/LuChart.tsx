/** The L and the U: train and test loss against the weight norm that was held, and the run's own way across them. */
import { memo, useId, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Curve } from 'recharts';
import type { Height, Valley } from '../../../engine/sweeps/valley.ts';
import { formatDecade, formatValue } from '../../charts/format.ts';
import { textWidth } from '../../charts/labels.ts';
import { yScale, yTicks, type Domain } from '../../charts/yAxis.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { SIDES } from '../../../engine/probes/chart.ts';
import { heightAt, trailPath, type Column, type Trail } from './reading.ts';
import { heightDomain, logScale, logTicks, normDomain, type Box, type LogScale } from './scales.ts';

interface Props {
  readonly columns: readonly Column[];
  readonly perAlpha: number;
  readonly box: Box;
  readonly height: Height;
  readonly valley: Valley | null;
  readonly trail: Trail | null;
  /** Index of the column that is read out. */
  readonly at: number | null;
  readonly onAt: (at: number | null) => void;
  readonly label: string;
  /** The column in words. */
  readonly reading: (column: Column) => string;
}

interface Plot {
  readonly box: Box;
  readonly x: LogScale;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room for both curves, and for the run's test loss where it is highest. */
function domainOf(columns: readonly Column[], trail: Trail | null, height: Height): Domain {
  if (height === 'error') return [0, 1];
  const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
  const walked = trail === null ? [] : [trail.test.subarray(0, trail.length).reduce((most, value) => Math.max(most, value), 0)];
  return heightDomain(known(columns.map(({ train }) => train)), known(columns.map(({ test }) => test)), walked);
}

export function LuChart({ columns, perAlpha, box, height, valley, trail, at, onAt, label, reading }: Props) {
  const id = useId();
  const { margin } = box;
  const [left, right, top, bottom] = [margin.left, box.width - margin.right, margin.top, box.height - margin.bottom];
  const alphas = columns.map(({ alpha }) => alpha);
  const norms = normDomain(alphas, perAlpha);
  const heights = domainOf(columns, trail, height);
  const spec = { kind: height === 'error' ? 'fraction' : 'decades' } as const;
  const plot: Plot = { box, x: logScale(norms, left, right), y: yScale(spec, heights, bottom, top), left, right, top, bottom };
  const column = at === null ? undefined : columns[at];
  return (
    <div className="lu-plot" style={{ height: box.height }}>
      <svg width={box.width} height={box.height} aria-hidden="true">
        <defs>
          <pattern id={`${id}hatch`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" x2="0" y1="0" y2="7" className="lu-hatch" />
          </pattern>
          <clipPath id={`${id}clip`}>
            <rect x={left} y={top - 6} width={right - left} height={bottom - top + 6} />
          </clipPath>
        </defs>
        <Unfitted plot={plot} columns={columns} fill={`url(#${id}hatch)`} />
        {valley !== null && <Band plot={plot} valley={valley} />}
        <Axes plot={plot} norms={norms} heights={heights} ticks={yTicks(spec, heights, bottom - top)} perAlpha={perAlpha} fraction={height === 'error'} />
        <Progress plot={plot} columns={columns} />
        {trail !== null && (
          <g clipPath={`url(#${id}clip)`}>
            <Way plot={plot} trail={trail} />
          </g>
        )}
        <Lines plot={plot} columns={columns} lowest={heights[0]} />
        {column !== undefined && <line className="lu-rule" x1={plot.x(column.norm)} x2={plot.x(column.norm)} y1={top} y2={bottom} />}
        {trail !== null && <Here plot={plot} trail={trail} />}
      </svg>
      <Cursor plot={plot} columns={columns} at={at} onAt={onAt} label={label} reading={reading} />
    </div>
  );
}

const Axes = memo(function Axes({
  plot: { x, y, left, right, top, bottom },
  norms,
  ticks,
  perAlpha,
  fraction,
}: {
  plot: Plot;
  norms: Domain;
  heights: Domain;
  ticks: readonly number[];
  perAlpha: number;
  fraction: boolean;
}) {
  const { t } = useTranslation();
  const scales = [
    { name: t('landscape.normShort'), ticks: logTicks(norms, x), at: (tick: number): number => x(tick), y: bottom + 19, minor: false },
    {
      name: 'α',
      ticks: logTicks([norms[0] / perAlpha, norms[1] / perAlpha], (alpha) => x(alpha * perAlpha)),
      at: (tick: number): number => x(tick * perAlpha),
      y: bottom + 38,
      minor: true,
    },
  ];
  return (
    <g className="lu-axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="lu-grid" x1={left} x2={right} y1={Math.round(y(tick)) + 0.5} y2={Math.round(y(tick)) + 0.5} />
          <text x={left - 7} y={y(tick)} dy="0.35em" textAnchor="end">
            {fraction ? String(tick * 100) : formatDecade(tick)}
          </text>
        </g>
      ))}
      <text x={0} y={top - 11}>
        {t(fraction ? 'landscape.errorUnit' : 'landscape.lossUnit')}
      </text>
      <line className="lu-base" x1={left} x2={right} y1={bottom + 0.5} y2={bottom + 0.5} />
      {scales.map(({ name, ticks: marks, at, y: row, minor }) => (
        <g key={name}>
          <text x={0} y={row}>
            {name}
          </text>
          {marks.map((tick) => (
            <text key={tick} x={at(tick)} y={row} textAnchor="middle">
              {Number(tick.toPrecision(3))}
            </text>
          ))}
          {!minor && marks.map((tick) => <line key={tick} className="lu-tick" x1={at(tick)} x2={at(tick)} y1={bottom} y2={bottom + 4} />)}
        </g>
      ))}
    </g>
  );
});

/** Hatched: norms at which the steps were not enough. Each takes the room half-way to its neighbours. */
function Unfitted({ plot: { x, left, right, top, bottom }, columns, fill }: { plot: Plot; columns: readonly Column[]; fill: string }) {
  return columns.map(({ alpha, norm, unfitted }, i) => {
    if (!unfitted) return null;
    const [before, after] = [columns[i - 1], columns[i + 1]];
    const from = before === undefined ? left : (x(before.norm) + x(norm)) / 2;
    const to = after === undefined ? right : (x(norm) + x(after.norm)) / 2;
    return <rect key={alpha} x={from} y={top} width={Math.max(0, to - from)} height={bottom - top} fill={fill} />;
  });
}

function Band({ plot: { x, left, right, top, bottom }, valley }: { plot: Plot; valley: Valley }) {
  const { t } = useTranslation();
  const [from, to] = [Math.max(left, x(valley.low)), Math.min(right, x(valley.high))];
  const words = t('landscape.zone');
  const half = textWidth(words) / 2;
  const middle = Math.min(right - half, Math.max(left + half, (from + to) / 2));
  return (
    <g className="lu-valley">
      <rect x={from} y={top} width={Math.max(2, to - from)} height={bottom - top} />
      <path d={`M${from} ${top}v-5H${Math.max(from + 2, to)}v5`} />
      <text x={middle} y={top - 11} textAnchor="middle">
        {words}
      </text>
    </g>
  );
}

/** On the axis, at every norm: how far its training is. */
function Progress({ plot: { x, bottom }, columns }: { plot: Plot; columns: readonly Column[] }) {
  return (
    <g className="lu-progress">
      {columns.map(({ alpha, norm, progress, point }) =>
        point !== null ? null : (
          <g key={alpha} transform={`translate(${x(norm).toFixed(1)} ${bottom})`}>
            <rect className="track" x={-2} y={-14} width={4} height={14} rx={2} />
            {progress > 0 && <rect x={-2} y={-14 * progress} width={4} height={14 * progress} rx={2} />}
          </g>
        ),
      )}
    </g>
  );
}

const CURVES = [
  { key: 'train', hue: 'train', dash: SIDES.train.dash },
  { key: 'test', hue: 'val', dash: undefined },
] as const;

function Lines({ plot: { x, y, bottom }, columns, lowest }: { plot: Plot; columns: readonly Column[]; lowest: number }) {
  return CURVES.map(({ key, hue, dash }) => {
    const done = columns.flatMap((column) => {
      const value = column[key];
      return value === null ? [] : [{ ...column, value, x: x(column.norm), y: y(value) }];
    });
    return (
      <g key={key} className="lu-curve">
        <Curve
          type="linear"
          points={done}
          fill="none"
          stroke={`var(--${hue})`}
          strokeWidth={2.25}
          strokeLinejoin="round"
          {...(dash !== undefined && { strokeDasharray: dash })}
        />
        {done.map((at) =>
          at.value < lowest ? (
            // Below the axis: an arrow on the edge.
            <path
              key={at.alpha}
              d={`M${at.x - 4.5} ${bottom - 8}h9l-4.5 7z`}
              fill={at.unfitted ? 'var(--paper)' : `var(--${hue})`}
              stroke={`var(--${hue})`}
              strokeWidth={1.5}
            />
          ) : (
            <Dot key={at.alpha} x={at.x} y={at.y} hue={hue} ring={key === 'train'} hollow={at.unfitted} />
          ),
        )}
      </g>
    );
  });
}

/** Train a ring, test a disc, as at the ends of the run's curves; not yet fitted, both are hollow and dotted. */
function Dot({ x, y, hue, ring, hollow }: { x: number; y: number; hue: string; ring: boolean; hollow: boolean }) {
  const stroke = `var(--${hue})`;
  if (hollow) return <circle cx={x} cy={y} r={4.5} fill="var(--paper)" stroke={stroke} strokeWidth={1.5} strokeDasharray="2 1.5" />;
  return ring ? (
    <circle cx={x} cy={y} r={3.5} fill="var(--paper)" stroke={stroke} strokeWidth={2} />
  ) : (
    <circle cx={x} cy={y} r={4.25} fill={stroke} stroke="var(--paper)" strokeWidth={1} />
  );
}

function Way({ plot: { x, y }, trail }: { plot: Plot; trail: Trail }) {
  return (
    <g className="lu-way">
      <path d={trailPath(trail, trail.train, x, y)} stroke="var(--train)" strokeDasharray={SIDES.train.dash} />
      <path d={trailPath(trail, trail.test, x, y)} stroke="var(--val)" />
    </g>
  );
}

/** Where the run is now. Beyond the grid it waits at the edge. */
function Here({ plot: { x, y, left, right, top, bottom }, trail }: { plot: Plot; trail: Trail }) {
  const { t } = useTranslation();
  const last = trail.length - 1;
  if (last < 0) return null;
  const px = Math.min(right, Math.max(left, x(trail.norms[last] as number)));
  const inside = (value: number): number => Math.min(bottom, Math.max(top, y(value)));
  const [train, test] = [inside(heightAt(trail.train, last, trail.flipped)), inside(heightAt(trail.test, last, trail.flipped))];
  const words = t('landscape.thisRun');
  const end = px + 12 + textWidth(words) > right;
  return (
    <g className="lu-here">
      <line x1={px} x2={px} y1={train} y2={test} />
      <path d={`M${px} ${train - 6}l6 6l-6 6l-6-6z`} fill="var(--paper)" stroke="var(--train)" />
      <path d={`M${px} ${test - 6.5}l6.5 6.5l-6.5 6.5l-6.5-6.5z`} fill="var(--val)" stroke="var(--ink)" />
      <text x={end ? px - 11 : px + 11} y={test} dy="0.35em" textAnchor={end ? 'end' : 'start'}>
        {words}
      </text>
    </g>
  );
}

function Cursor({ plot, columns, at, onAt, label, reading }: { plot: Plot } & Pick<Props, 'columns' | 'at' | 'onAt' | 'label' | 'reading'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { x, left, right, top, bottom } = plot;
  const done = columns.flatMap(({ point }, i) => (point === null ? [] : [i]));
  const onMove = (event: PointerEvent<HTMLElement>): void => {
    const pixel = event.clientX - event.currentTarget.getBoundingClientRect().left + left;
    const gap = (i: number): number => Math.abs(x((columns[i] as Column).norm) - pixel);
    onAt(done.reduce<number | null>((best, i) => (best === null || gap(i) < gap(best) ? i : best), null));
  };
  const onKey = (event: KeyboardEvent): void => {
    const place = at === null ? -1 : done.indexOf(at);
    const moves: Readonly<Record<string, number | null>> = {
      ArrowRight: Math.min(done.length - 1, place + 1),
      ArrowLeft: place < 0 ? done.length - 1 : Math.max(0, place - 1),
      Home: 0,
      End: done.length - 1,
      Escape: null,
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(moves, event.key) || done.length === 0) return;
    event.preventDefault();
    const to = moves[event.key];
    onAt(to === null || to === undefined ? null : (done[to] ?? null));
  };
  const column = at === null ? undefined : columns[at];
  return (
    <div
      className="chart-slider"
      // A range input has keys and steps of its own.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, columns.length)}
      aria-valuenow={at === null ? columns.length : at + 1}
      aria-valuetext={column === undefined ? t('landscape.none') : `${t('landscape.norm')} ${formatValue(column.norm, 'figure', language)}: ${reading(column)}`}
      style={{ position: 'absolute', left, top, width: right - left, height: bottom - top }}
      onPointerMove={onMove}
      onPointerDown={onMove}
      onPointerLeave={() => onAt(null)}
      onKeyDown={onKey}
    />
  );
}
