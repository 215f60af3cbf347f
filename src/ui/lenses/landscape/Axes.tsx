/** The axes: heights on the left, norms and init scales below. */
import { useTranslation } from 'react-i18next';
import { formatDecade } from '../../../figures/plot/format.ts';
import type { Domain } from '../../../figures/plot/yAxis.ts';
import type { Plot } from './plot.ts';
import { logTicks } from './scales.ts';

interface Props {
  readonly plot: Plot;
  readonly norms: Domain;
  /** Of the heights. */
  readonly ticks: readonly number[];
  readonly perAlpha: number;
  /** Whether heights are shares, shown in per cent, and not decades. */
  readonly fraction: boolean;
}

export function Axes({ plot: { x, y, left, right, top, bottom }, norms, ticks, perAlpha, fraction }: Props) {
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
}
