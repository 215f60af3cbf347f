/** What there will be to see, while the first answer is under way: faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

const [SIDE, GAP, CELLS] = [58, 10, 12];
/** Ripples along a, along b, and nothing. */
const TILES = [
  [1, 0],
  [0, 1],
  [0, 0],
  [2, 0],
  [0, 2],
  [0, 0],
] as const;

export function Sketch() {
  const { t } = useTranslation();
  return (
    <div className="attention-sketch">
      <svg viewBox={`0 0 ${TILES.length * (SIDE + GAP)} ${SIDE + 4}`} aria-hidden="true">
        {TILES.map(([u, v], i) => (
          // oxlint-disable-next-line react/no-array-index-key -- a tile is its place
          <g key={i} transform={`translate(${i * (SIDE + GAP) + GAP / 2} 2)`}>
            {Array.from({ length: CELLS * CELLS }, (_, cell) => {
              const [a, b] = [Math.floor(cell / CELLS), cell % CELLS];
              const level = u + v === 0 ? 0.2 : 0.5 + 0.5 * Math.cos((2 * Math.PI * (u * a + v * b)) / CELLS);
              const size = SIDE / CELLS;
              // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
              return <rect key={cell} className="attention-cell" x={b * size} y={a * size} width={size} height={size} fillOpacity={0.4 * level} />;
            })}
            <rect className="sketch-axis" x="0" y="0" width={SIDE} height={SIDE} fill="none" />
          </g>
        ))}
      </svg>
      <p>{t('attention.sketch')}</p>
    </div>
  );
}
