/** How many questions have which answer, in the order of VERDICTS. Pure. */
import { VERDICTS } from '../../../engine/looks/pairTable.ts';
import type { PlaneShown } from '../../../engine/looks/plane/question.ts';

export function talliesOf({ right, said, told }: Pick<PlaneShown, 'right' | 'said' | 'told'>): readonly number[] {
  const count = (verdict: (typeof VERDICTS)[number]): number =>
    right.reduce((sum, target, i) => {
      const side = i < told ? 'told' : 'new';
      return sum + (verdict === `${side}${said[i] === target ? 'Right' : 'Wrong'}` ? 1 : 0);
    }, 0);
  return VERDICTS.map(count);
}
