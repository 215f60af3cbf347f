/** Stretches of the norm axis: the valley, and norms at which the steps were not enough. */
import { useTranslation } from 'react-i18next';
import type { Valley } from '../../../engine/sweeps/valley.ts';
import { textWidth } from '../../../figures/plot/labels.ts';
import type { Plot } from './plot.ts';
import type { Column } from './reading.ts';

/** Hatched: norms at which the steps were not enough. Each takes the room half-way to its neighbours. */
export function Unfitted({ plot: { x, left, right, top, bottom }, columns, fill }: { plot: Plot; columns: readonly Column[]; fill: string }) {
  return columns.map(({ alpha, norm, unfitted }, i) => {
    if (!unfitted) return null;
    const [before, after] = [columns[i - 1], columns[i + 1]];
    const from = before === undefined ? left : (x(before.norm) + x(norm)) / 2;
    const to = after === undefined ? right : (x(norm) + x(after.norm)) / 2;
    return <rect key={alpha} x={from} y={top} width={Math.max(0, to - from)} height={bottom - top} fill={fill} />;
  });
}

export function Band({ plot: { x, left, right, top, bottom }, valley }: { plot: Plot; valley: Valley }) {
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
