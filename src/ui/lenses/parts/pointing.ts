/** How a map with the role «application» is pointed at: by pointer, which passes over its places, by press and by keys, which stay. */
import type { KeyboardEvent, PointerEvent } from 'react';

interface Pointing<E extends Element> {
  /** The place under the pointer; null where there is none. */
  readonly at: (event: PointerEvent<E>) => number | null;
  /** A place that is passed, or stays. */
  readonly onPoint: (place: number | null, stays: boolean) => void;
  /** What a key does; false where it does nothing here. */
  readonly onKey: (key: string) => boolean;
}

/** Its listeners. A finger that lifts has not left: what it touched stays. */
export function pointing<E extends Element>({ at, onPoint, onKey }: Pointing<E>) {
  return {
    onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (onKey(event.key)) event.preventDefault();
    },
    onPointerMove: (event: PointerEvent<E>): void => void (event.pointerType !== 'touch' && onPoint(at(event), false)),
    onPointerDown: (event: PointerEvent<E>): void => onPoint(at(event), true),
    onPointerLeave: (event: PointerEvent<E>): void => void (event.pointerType !== 'touch' && onPoint(null, false)),
  };
}
