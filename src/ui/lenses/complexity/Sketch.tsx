/** What there will be to see, before it is there: a map, faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

const SIDE = 9;
const CELLS = Array.from({ length: SIDE ** 2 }, (_, i) => ({ x: i % SIDE, y: Math.floor(i / SIDE), shade: 0.15 + 0.17 * ((i * i + 3 * i) % 6) }));

export function Sketch() {
  const { t } = useTranslation();
  return (
    <div className="folds-sketch">
      <svg viewBox="0 0 240 112" aria-hidden="true">
        {CELLS.map(({ x, y, shade }) => (
          <rect key={`${x} ${y}`} x={20 + 11 * x} y={6 + 11 * y} width="10" height="10" fill="currentColor" opacity={shade} />
        ))}
        <path className="sketch-line" d="M150 20h70M150 44h44M150 68h56" />
      </svg>
      <p>{t('folds.sketch')}</p>
    </div>
  );
}
