/** What there will be to see, before it is there: points anyhow, and in order; faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

const TANGLE = [
  [30, 40],
  [96, 22],
  [44, 104],
  [110, 88],
  [70, 60],
  [22, 78],
  [84, 112],
  [56, 18],
] as const;

export function Sketch({ isRunning }: { readonly isRunning: boolean }) {
  const { t } = useTranslation();
  const order = TANGLE.map((_, i) => [161 + 12.6 * i, 24 + 12 * i] as const);
  const path = (points: readonly (readonly [number, number])[]): string => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
  return (
    <div className="plane-sketch">
      <svg viewBox="0 0 270 132" aria-hidden="true">
        <rect className="sketch-axis" x="6" y="6" width="120" height="120" fill="none" />
        <rect className="sketch-axis" x="145" y="6" width="120" height="120" fill="none" />
        <path className="plane-thread" d={path(TANGLE)} />
        <path className="plane-thread" d={path(order)} />
        {[...TANGLE, ...order].map(([x, y]) => (
          <circle key={`${x} ${y}`} className="plane-dot" cx={x} cy={y} r="4" />
        ))}
      </svg>
      <p>{t(isRunning ? 'plane.sketchComing' : 'plane.sketch')}</p>
    </div>
  );
}
