/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a map: role «application», moved by keys */
/** Predictions against the truth: the diagonal is where they are exact. Whoever shows it says which point is pointed at. */
import { memo, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatLinear } from '../../../figures/plot/format.ts';
import type { Domain } from '../../../figures/plot/yAxis.ts';
import { pointing } from '../parts/pointing.ts';
import { dotAfter, markOf, nearestDot, pathOf, placeOf, ticksOf, type Dot } from './scatter.ts';

interface Props {
  readonly dots: readonly Dot[];
  readonly domain: Domain;
  /** Half of the band that counts as right; null where there is none. */
  readonly band: number | null;
  readonly width: number;
  /** What the axes are called. */
  readonly across: string;
  readonly up: string;
  readonly label: string;
  readonly describedBy: string;
  readonly pointed: number;
  readonly onPoint: (dot: number | null, stays: boolean) => void;
}

const [LEFT, TOP, RIGHT, BOTTOM] = [50, 26, 12, 42];
/** How near the pointer has to be. */
const REACH = 24;

export const ScatterPlot = memo(function ScatterPlot({ dots, domain, band, width, across, up, label, describedBy, pointed, onPoint }: Props) {
  const { t } = useTranslation();
  const side = Math.max(40, width - LEFT - RIGHT);
  const ticks = ticksOf(domain, side);
  const on = (value: number) => placeOf({ truth: value, said: value }, domain, side);
  const dot = dots[pointed];
  const [low, high] = domain;
  const half = band === null ? 0 : (side * band) / (high - low);
  const at = ({ currentTarget, clientX, clientY }: PointerEvent): number | null => {
    const box = currentTarget.getBoundingClientRect();
    return nearestDot(dots, domain, side, { x: clientX - box.left - LEFT, y: clientY - box.top - TOP }, REACH);
  };
  const onKey = (key: string): boolean => {
    const next = dotAfter(key, dots, pointed);
    if (next !== null) onPoint(next, true);
    return next !== null;
  };
  return (
    <svg
      className="scatter"
      width={LEFT + side + RIGHT}
      height={TOP + side + BOTTOM}
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-describedby={describedBy}
      {...pointing<SVGSVGElement>({ at, onPoint, onKey })}
    >
      <g aria-hidden="true" transform={`translate(${LEFT} ${TOP})`}>
        {ticks.map((tick) => {
          const { x, y } = on(tick);
          return (
            <g key={tick}>
              <path className="scatter-grid" d={`M0 ${y}H${side}M${x} 0V${side}`} />
              <text x={-8} y={y} dy="0.35em" textAnchor="end">
                {formatLinear(tick)}
              </text>
              <text x={x} y={side + 17} textAnchor="middle">
                {formatLinear(tick)}
              </text>
            </g>
          );
        })}
        {half > 0 && <path className="scatter-band" d={`M0 ${side - half}L${side - half} 0H${side}V${half}L${half} ${side}H0Z`} />}
        <path className="scatter-exact" d={`M0 ${side}L${side} 0`} />
        <text className="scatter-name" x={-LEFT + 2} y={-12}>
          {`↑ ${up}`}
        </text>
        <text className="scatter-name" x={side} y={side + 36} textAnchor="end">
          {`${across} →`}
        </text>
        <text className="scatter-exact-name" textAnchor="end" transform={`translate(${side - 34} ${34 - 6}) rotate(-45)`}>
          {t('values.exact')}
        </text>
        <path className="scatter-dots new" d={pathOf(dots, false, domain, side)} />
        <path className="scatter-dots told" d={pathOf(dots, true, domain, side)} />
        {dot !== undefined && (
          <path
            className={`scatter-pointed ${dot.told ? 'told' : 'new'}`}
            d={`M0 0${markOf(dot)}`}
            transform={`translate(${placeOf(dot, domain, side).x} ${placeOf(dot, domain, side).y}) scale(2)`}
          />
        )}
      </g>
    </svg>
  );
});
