/** What there will be to see, while the first answer is under way: faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

/** Waves of these frequencies and phases, as stripes. */
const TILES = [
  [1, 0],
  [1, 2],
  [2, 0],
  [2, 1],
  [3, 0],
  [3, 1],
] as const;
const [SIDE, GAP, CELLS] = [58, 10, 12];

export function Sketch() {
  const { t } = useTranslation();
  return (
    <div className="neurons-sketch">
      <svg viewBox={`0 0 ${TILES.length * (SIDE + GAP)} ${SIDE + 4}`} aria-hidden="true">
        {TILES.map(([k, phase], i) => (
          <g key={`${k} ${phase}`} transform={`translate(${i * (SIDE + GAP) + GAP / 2} 2)`}>
            {Array.from({ length: CELLS * CELLS }, (_, cell) => {
              const [a, b] = [Math.floor(cell / CELLS), cell % CELLS];
              const level = Math.max(0, Math.cos((2 * Math.PI * (k * (a + b) + phase)) / CELLS));
              const size = SIDE / CELLS;
              // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
              return <rect key={cell} className="neurons-cell" x={b * size} y={a * size} width={size} height={size} fillOpacity={0.4 * level} />;
            })}
            <rect className="sketch-axis" x="0" y="0" width={SIDE} height={SIDE} fill="none" />
          </g>
        ))}
      </svg>
      <p>{t('neurons.sketch')}</p>
    </div>
  );
}
