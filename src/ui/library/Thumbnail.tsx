/** A validation curve in small, on a log axis of steps. It says nothing that the words beside it do not. */
import type { Entry } from '../../store/library/entry.ts';

const [WIDTH, HEIGHT] = [72, 32];

export function Thumbnail({ curve: { steps, values } }: Pick<Entry, 'curve'>) {
  const last = Math.log((steps.at(-1) ?? 0) + 1) || 1;
  const points = steps.map((step, i) => {
    const y = Math.min(1, Math.max(0, values[i] ?? 0));
    return `${(1 + (WIDTH - 2) * (Math.log(step + 1) / last)).toFixed(1)},${(1 + (HEIGHT - 2) * (1 - y)).toFixed(1)}`;
  });
  return (
    <svg className="thumbnail" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className="thumbnail-axis" d={`M.5 .5V${HEIGHT - 0.5}H${WIDTH - 0.5}`} />
      {points.length > 0 && <polyline points={points.join(' ')} />}
    </svg>
  );
}
