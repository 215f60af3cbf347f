/** The mark at a line's end or under the cursor. Its shape says which curve it is where colour does not. */
import type { SeriesSpec } from '../../engine/probes/chart.ts';
import { HEAD_SHAPES } from '../../figures/plot/heads.ts';

export function Head({ series, x, y }: { series: SeriesSpec; x: number; y: number }) {
  const { radius, path, open } = HEAD_SHAPES[series.head];
  const colour = `var(--${series.hue})`;
  const paint = open
    ? { fill: path === undefined ? 'var(--paper)' : 'none', stroke: colour, strokeWidth: 2 }
    : { fill: colour, stroke: 'var(--paper)', strokeWidth: 1 };
  if (path === undefined) return <circle cx={x} cy={y} r={radius} {...paint} />;
  return <path d={path} transform={`translate(${x} ${y})`} {...paint} />;
}
