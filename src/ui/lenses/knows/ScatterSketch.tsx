/** What there will be to see of values: the points at three moments of a run, faint, and named a sketch. */
import { useTranslation } from 'react-i18next';
import { Rng } from '../../../engine/rng.ts';
import { pathOf, type Dot } from './scatter.ts';

const SIDE = 100;
/** How far off the predictions are at each moment: of what is told, and of what is not. */
const MOMENTS = [
  { name: 'first', told: 1, fresh: 1 },
  { name: 'memorised', told: 0.04, fresh: 1 },
  { name: 'grokked', told: 0.04, fresh: 0.1 },
] as const;

/** Always the same points: the truth, and what is said at first. */
const POINTS = ((): readonly { readonly told: boolean; readonly truth: number; readonly far: number }[] => {
  const rng = new Rng(3, 'sketch');
  return Array.from({ length: 40 }, (_, i) => ({ told: i % 3 === 0, truth: 0.1 + 0.8 * rng.uniform(), far: 0.7 * (rng.uniform() - 0.5) }));
})();

/** @param isRunning where there is a run whose answers are still to come */
export function ScatterSketch({ isRunning }: { readonly isRunning: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="knows-sketch">
      {MOMENTS.map(({ name, told, fresh }) => {
        const dots = POINTS.map((one): Dot => ({ ...one, example: 0, output: 0, said: one.truth + one.far * (one.told ? told : fresh) }));
        return (
          <figure key={name}>
            <svg viewBox={`-4 -4 ${SIDE + 8} ${SIDE + 8}`} aria-hidden="true">
              <path className="scatter-exact" d={`M0 ${SIDE}L${SIDE} 0`} />
              <path className="scatter-dots new" d={pathOf(dots, false, [0, 1], SIDE)} />
              <path className="scatter-dots told" d={pathOf(dots, true, [0, 1], SIDE)} />
            </svg>
            <figcaption>{t(`knows.sketch_${name}`)}</figcaption>
          </figure>
        );
      })}
      <p>{t(isRunning ? 'values.sketchComing' : 'values.sketch')}</p>
    </div>
  );
}
