/** Of many rows that scroll, that of the run in front stays in sight: when another one comes to the front, and when rows come to lie elsewhere. */
import { useLayoutEffect, type RefObject } from 'react';

function bring(list: HTMLElement, row: HTMLElement): void {
  const { top, bottom } = row.getBoundingClientRect();
  const box = list.getBoundingClientRect();
  if (top < box.top) list.scrollTop -= box.top - top;
  else if (bottom > box.bottom) list.scrollTop += bottom - box.bottom;
}

/** @param shows what is in the list and which of it is in front: the row is brought into sight when this is another, and whenever the window or a name makes other rows of it. */
export function useInSight(list: RefObject<HTMLElement | null>, shows: readonly unknown[]): void {
  useLayoutEffect(() => {
    const [box, row] = [list.current, list.current?.querySelector<HTMLElement>('[data-front=true]')];
    if (!box || !row) return undefined;
    bring(box, row);
    const observer = new ResizeObserver(() => bring(box, row));
    observer.observe(box);
    observer.observe(row);
    return () => observer.disconnect();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told by whoever asks
  }, [list, ...shows]);
}
