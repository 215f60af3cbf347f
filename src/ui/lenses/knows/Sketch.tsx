/** What there will be to see, before it is there: the table at three moments of a run, faint, and named a sketch. */
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../engine/looks/pairTable.ts';
import { Rng } from '../../../engine/rng.ts';
import { CELL, SHAPES } from '../parts/cellShapes.ts';

const SIZE = 9;
const MOMENTS = ['first', 'memorised', 'grokked'] as const;
type Moment = (typeof MOMENTS)[number];

/** Which of the cells are told: about half, scattered, and always the same. */
const isTold = ((): readonly boolean[] => {
  const rng = new Rng(3, 'sketch');
  return Array.from({ length: SIZE ** 2 }, () => rng.uniform() < 0.5);
})();

function verdictOf(moment: Moment, cell: number): Verdict {
  const told = isTold[cell] === true;
  if (moment === 'grokked') return told ? 'toldRight' : 'newRight';
  if (moment === 'memorised') return told ? 'toldRight' : 'newSure';
  return told ? 'toldWrong' : 'newWrong';
}

/** @param isRunning where there is a run whose answers are still to come */
export function Sketch({ isRunning }: { readonly isRunning: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="knows-sketch">
      {MOMENTS.map((moment) => (
        <figure key={moment}>
          <svg viewBox={`0 0 ${SIZE * CELL} ${SIZE * CELL}`} aria-hidden="true">
            {isTold.map((_, cell) => {
              const { path, colour } = SHAPES[verdictOf(moment, cell)];
              return (
                <path
                  // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
                  key={cell}
                  d={path}
                  transform={`translate(${(cell % SIZE) * CELL} ${Math.floor(cell / SIZE) * CELL})`}
                  style={{ fill: `var(--${colour})` }}
                />
              );
            })}
          </svg>
          <figcaption>{t(`knows.sketch_${moment}`)}</figcaption>
        </figure>
      ))}
      <p>{t(isRunning ? 'knows.sketchComing' : 'knows.sketch')}</p>
    </div>
  );
}
