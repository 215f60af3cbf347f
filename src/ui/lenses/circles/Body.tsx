/** How tokens are laid out: in circles where they are numbers, by representations where they are permutations. */
import { isSymmetric } from '../../../engine/looks/representations/representations.ts';
import { useConfig } from '../../hooks.ts';
import type { LensProps } from '../lens.ts';
import Circles from './Circles.tsx';
import { Representations } from './Representations.tsx';

export default function Body({ run, shown }: LensProps) {
  const asked = useConfig((state) => state.config);
  return isSymmetric(run?.config ?? asked) ? <Representations shown={shown} /> : <Circles run={run} shown={shown} />;
}
