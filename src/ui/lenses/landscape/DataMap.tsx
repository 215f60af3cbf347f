/** Data size against weight norm: test loss as colour and as lines of equal height (Liu et al. 2023, Omnigrok). */
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LandscapePlan } from '../../../engine/sweeps/landscape.ts';
import type { LandscapePoint } from '../../../engine/sweeps/point.ts';
import type { Height } from '../../../engine/sweeps/valley.ts';
import { formatDecade, formatValue } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { RowCursor } from './RowCursor.tsx';
import { heightMapOf, shareOn } from './heightMap.ts';
import { logScale, logTicks, normDomain, type Box } from './scales.ts';

interface Props {
  readonly plan: LandscapePlan;
  readonly points: ReadonlyMap<string, LandscapePoint>;
  readonly perAlpha: number;
  readonly box: Box;
  readonly height: Height;
  /** Train accuracy that counts as fitted. */
  readonly fitted: number;
  /** The run's norm, on the row of the plan's own amount. */
  readonly norm: number | null;
  /** What the rows are called. */
  readonly amountName: string;
  readonly fraction: boolean;
  readonly amount: number;
  readonly onAmount: (amount: number) => void;
}

/** Paper to ink of the validation hue: low loss is dark on light paper and bright on dark. */
export const shade = (share: number): string => `color-mix(in oklab, var(--map-low) ${((1 - share) * 100).toFixed(1)}%, var(--map-high))`;

export function DataMap({ plan, points, perAlpha, box, height, fitted, norm, amountName, fraction, amount, onAmount }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const { alphas, amounts, ownAmount } = plan;
  const { margin } = box;
  const [left, right, top, bottom] = [margin.left, box.width - margin.right, margin.top, box.height - margin.bottom];
  const norms = normDomain(alphas, perAlpha);
  const x = logScale(norms, left, right);
  const columnWidth = alphas.length < 2 ? right - left : x((alphas[1] as number) * perAlpha) - x((alphas[0] as number) * perAlpha);
  const rowHeight = (bottom - top) / amounts.length;
  const middle = (row: number): number => bottom - (row + 0.5) * rowHeight;

  const { grid, unfitted, scale, isolines } = useMemo(() => heightMapOf(plan, [...points.values()], height, fitted), [plan, points, height, fitted]);
  const line = (cells: readonly (readonly [number, number])[]): string =>
    cells
      .map(([i, j], k) => `${k === 0 ? 'M' : 'L'}${(x((alphas[0] as number) * perAlpha) + i * columnWidth).toFixed(1)} ${middle(isolines.from + j).toFixed(1)}`)
      .join('');
  const name = (value: number): string => (fraction ? `${Number((value * 100).toPrecision(3))}\u00a0%` : String(value));

  const ownRow = amounts.indexOf(ownAmount);
  return (
    <figure className="lu-map">
      <figcaption className="lu-map-caption">
        <span>
          <b>{t(height === 'loss' ? 'landscape.mapLoss' : 'landscape.mapError')}</b>
          <span>{` ${t('landscape.mapBy', { amount: amountName })}`}</span>
        </span>
        {scale !== null && (
          <span className="lu-map-key">
            <span>{formatValue(scale.low, 'scientific', language)}</span>
            <i style={{ background: `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map(shade).join(', ')})` }} />
            <span>{`${scale.beyond ? '≥\u00a0' : ''}${formatValue(scale.high, 'scientific', language)}`}</span>
          </span>
        )}
      </figcaption>
      <div className="lu-plot" style={{ height: box.height }}>
        <svg width={box.width} height={box.height} aria-hidden="true">
          <defs>
            <pattern id={`${id}hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" x2="0" y1="0" y2="6" className="lu-hatch" />
            </pattern>
          </defs>
          {grid.map((row, j) =>
            row.map((value, i) => (
              <rect
                key={`${amounts[j]} ${alphas[i]}`}
                className={value === null ? 'lu-cell empty' : 'lu-cell'}
                x={x((alphas[i] as number) * perAlpha) - columnWidth / 2}
                y={middle(j) - rowHeight / 2}
                width={columnWidth + 0.4}
                height={rowHeight + 0.4}
                {...(value !== null && scale !== null && { style: { fill: shade(shareOn(scale, value)) } })}
              />
            )),
          )}
          {unfitted.map((row, j) =>
            [...row].map((alpha) => (
              <rect
                key={`${amounts[j]} ${alpha}`}
                x={x(alpha * perAlpha) - columnWidth / 2}
                y={middle(j) - rowHeight / 2}
                width={columnWidth}
                height={rowHeight}
                fill={`url(#${id}hatch)`}
              />
            )),
          )}
          {isolines.lines.map(({ level, lines }) => (
            <g key={level} className="lu-isoline">
              {lines.map((cells) => (
                <g key={cells[0]?.join()}>
                  <path className="casing" d={line(cells)} />
                  <path d={line(cells)} />
                </g>
              ))}
              {lines.slice(0, 1).map((cells) => {
                const [i, j] = cells[cells.length >> 1] ?? [0, 0];
                return (
                  <text key={level} x={x((alphas[0] as number) * perAlpha) + i * columnWidth} y={middle(isolines.from + j)} dy="0.35em" textAnchor="middle">
                    {Number.isInteger(Math.log10(level)) ? formatDecade(level) : formatValue(level, 'plain', language)}
                  </text>
                );
              })}
            </g>
          ))}
          <rect className="lu-row" x={left} y={middle(amounts.indexOf(amount)) - rowHeight / 2} width={right - left} height={rowHeight} />
          {norm !== null && ownRow >= 0 && norm >= norms[0] && norm <= norms[1] && (
            <path className="lu-map-here" d={`M${x(norm)} ${middle(ownRow) - 6}l6 6l-6 6l-6-6z`} />
          )}
          <g className="lu-axes">
            {amounts.map((value, j) => (
              <text key={value} x={left - 7} y={middle(j)} dy="0.35em" textAnchor="end" className={value === amount ? 'chosen' : undefined}>
                {name(value)}
              </text>
            ))}
            {logTicks(norms, x).map((tick) => (
              <text key={tick} x={x(tick)} y={bottom + 17} textAnchor="middle">
                {Number(tick.toPrecision(3))}
              </text>
            ))}
          </g>
        </svg>
        <RowCursor
          amounts={amounts}
          amount={amount}
          ownAmount={ownAmount}
          onAmount={onAmount}
          amountName={amountName}
          name={name}
          rowHeight={rowHeight}
          style={{ position: 'absolute', left, top, width: right - left, height: bottom - top }}
        />
      </div>
    </figure>
  );
}
