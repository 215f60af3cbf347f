/** The step that all charts read out, and the keys that move it. */
import { lowerBound, nearestIndex } from '../../figures/plot/nearest.ts';

export interface Cursor {
  /** An evaluated step, or null: the latest. */
  readonly step: number | null;
  /** Stays when the pointer leaves. */
  readonly pinned: boolean;
}

export const LIVE: Cursor = { step: null, pinned: false };

export interface Steps {
  readonly length: number;
  readonly steps: ArrayLike<number>;
}

/** Where a key takes the cursor; null where the key is none of ours or there is nothing to move along. */
export function moved(cursor: Cursor, key: string, shift: boolean, { length, steps }: Steps): Cursor | null {
  if (key === 'Escape') return cursor.step === null ? null : LIVE;
  if (length === 0) return null;
  const last = length - 1;
  const at = cursor.step === null ? last : nearestIndex(steps, length, cursor.step);
  const step = steps[at] as number;
  const index = ((): number | null => {
    switch (key) {
      case 'ArrowLeft':
        if (!shift) return Math.max(0, at - 1);
        return step <= 1 ? 0 : nearestIndex(steps, length, step / 10);
      case 'ArrowRight':
        if (!shift) return Math.min(last, at + 1);
        return Math.min(last, Math.max(at + 1, step === 0 ? lowerBound(steps, length, 1) : nearestIndex(steps, length, step * 10)));
      case 'Home':
        return 0;
      case 'End':
        return last;
      default:
        return null;
    }
  })();
  return index === null ? null : { step: steps[index] as number, pinned: true };
}
