/** A change of a picture as a picture of its own. Pure. */
import type { AttackSeen } from '../../../engine/looks/adversarial/question.ts';

interface Change {
  /** (D), −1 … 1: by which share of the largest change each number was moved. */
  readonly values: Float32Array;
  /** How many times larger than in the picture it looks. */
  readonly times: number;
}

/** @param domain of the picture: the largest change takes half of it */
export function changeOf({ centre, moved, largest }: Pick<AttackSeen, 'centre' | 'moved' | 'largest'>, [low, high]: readonly [number, number]): Change {
  if (largest === 0) return { values: new Float32Array(centre.length), times: 1 };
  return { values: centre.map((value, j) => ((moved[j] as number) - value) / largest), times: (high - low) / 2 / largest };
}
