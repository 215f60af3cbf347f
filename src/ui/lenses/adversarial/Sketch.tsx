/** What there will be to see, before it is there: faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

const DOTS = Array.from({ length: 36 }, (_, i) => ({ x: (i % 6) * 12, y: Math.floor(i / 6) * 12, size: 2 + ((i * 7) % 5) }));

export function Sketch() {
  const { t } = useTranslation();
  return (
    <div className="fool-sketch">
      <svg viewBox="0 0 420 110" aria-hidden="true">
        {[20, 172, 324].map((x) => (
          <rect key={x} className="sketch-line" x={x} y="16" width="76" height="76" fill="none" />
        ))}
        <path className="sketch-line" d="M44 36q28-16 28 6t-22 12q24 0 24 14t-32 8" fill="none" strokeWidth="5" />
        {DOTS.map(({ x, y, size }) => (
          <rect key={`${x} ${y}`} x={178 + x} y={22 + y} width={size} height={size} fill="currentColor" />
        ))}
        <path className="sketch-line" d="M348 36q28-16 28 6t-22 12q24 0 24 14t-32 8" fill="none" strokeWidth="5" />
        <path className="sketch-line" d="M122 54h24M134 42v24M274 50h24M274 58h24" />
      </svg>
      <p>{t('fool.sketch')}</p>
    </div>
  );
}
