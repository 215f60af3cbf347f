/** Where a key takes the moment that the page shows. Pure. */
import { nearestIndex } from '../../figures/plot/nearest.ts';

interface Where {
  /** The step that is shown; null: the latest. */
  readonly step: number | null;
  /** The run's latest step. */
  readonly last: number;
  /** Steps that are kept, ascending. */
  readonly kept: readonly number[];
}

/** The step to go to, null for the latest; undefined where the key is none of ours or there is nothing to go to. */
export function momentAfter(key: string, shift: boolean, { step, last, kept }: Where): number | null | undefined {
  const at = step ?? last;
  const nearest = (to: number): number | undefined => kept[nearestIndex(kept, kept.length, to)];
  switch (key) {
    case 'ArrowLeft':
      return shift ? (at <= 1 ? kept[0] : nearest(at / 10)) : (kept.findLast((one) => one < at) ?? kept[0]);
    case 'ArrowRight':
      if (step === null) return undefined;
      if (!shift) return kept.find((one) => one > at) ?? null;
      return at * 10 >= last ? null : nearest(Math.max(1, at * 10));
    case 'Home':
      return kept[0];
    case 'End':
    case 'Escape':
      return step === null ? undefined : null;
    default:
      return undefined;
  }
}
