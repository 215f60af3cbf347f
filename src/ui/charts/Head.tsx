/** The mark at a line's end or under the cursor. Its shape says which curve it is where colour does not. */
import type { SeriesSpec } from '../../engine/probes/chart.ts';

export function Head({ series, x, y }: { series: SeriesSpec; x: number; y: number }) {
  const stroke = `var(--${series.hue})`;
  switch (series.head) {
    case 'disc':
      return <circle cx={x} cy={y} r={4} fill={stroke} stroke="var(--paper)" strokeWidth={1} />;
    case 'ring':
      return <circle cx={x} cy={y} r={3.5} fill="var(--paper)" stroke={stroke} strokeWidth={2} />;
    case 'diamond':
      return <path d={`M${x} ${y - 5}l5 5l-5 5l-5-5z`} fill={stroke} stroke="var(--paper)" strokeWidth={1} />;
    case 'square':
      return <path d={`M${x - 4} ${y - 4}h8v8h-8z`} fill={stroke} stroke="var(--paper)" strokeWidth={1} />;
    case 'triangle':
      return <path d={`M${x} ${y - 5}l5 9h-10z`} fill={stroke} stroke="var(--paper)" strokeWidth={1} />;
    case 'cross':
      return <path d={`M${x - 3.5} ${y - 3.5}l7 7m0-7l-7 7`} fill="none" stroke={stroke} strokeWidth={2} />;
  }
}
