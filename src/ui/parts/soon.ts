/** The work of one press in two tasks, so that neither is long; yet nothing that a reader does next meets the page half done. */

const EVENTS = ['keydown', 'keyup', 'pointerdown', 'click', 'input'] as const;

/** Does it in a task of its own, or before the next key or press where that comes first. */
export function soon(work: () => void): void {
  let done = false;
  const now = (): void => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    for (const event of EVENTS) removeEventListener(event, now, true);
    work();
  };
  const timer = setTimeout(now);
  for (const event of EVENTS) addEventListener(event, now, true);
}
