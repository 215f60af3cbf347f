/** What the plane and the path come to, in words. */
import type { TFunction } from 'i18next';
import type { LossPlaneShown } from '../../../engine/looks/lossPlane/question.ts';
import { barrierOf } from './barrier.ts';
import { farthest } from './plot.ts';
import type { PathState, Plane } from './view.ts';

/** What the three moments are, each with its step. */
export const namesOf = ({ steps: [first, second, third], called }: Pick<Plane, 'steps' | 'called'>, t: TFunction): readonly [string, string, string] => [
  t('path.initial', { step: first }),
  t(`path.${called[0]}`, { step: second }),
  t(`path.${called[1]}`, { step: third }),
];

/** Of each side: whether the loss rises on the straight line from the second moment to the third. */
export function barrierWords({ line }: Pick<LossPlaneShown, 'line'>, { steps: [, second, third] }: Pick<Plane, 'steps'>, t: TFunction): string[] {
  return (['train', 'val'] as const).map((side) => {
    const { from, to, peak, rises } = barrierOf(line[side]);
    return t(rises ? 'path.barrier' : 'path.noBarrier', { side: t(`path.${side}`), from, to, peak, second, third });
  });
}

/** How far the path leaves the plane; nothing as long as there is none. */
export function distanceWords({ path, plane }: PathState, t: TFunction): string {
  const most = farthest(path);
  if (most === null || plane?.plane === null || plane === null) return '';
  const [, [x0, y0], [x1, y1]] = plane.plane.corners;
  return t('path.away', { distance: most.distance, step: most.step, apart: Math.hypot(x1 - x0, y1 - y0) });
}
