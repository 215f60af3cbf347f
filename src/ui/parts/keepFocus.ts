/** Where what has the focus is taken off the page, the focus goes on to its nearest neighbour, and not back to the top of the page. */

const FOCUSABLE = 'button:not([disabled]), a[href], input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';
/** What has much of the page in it: the first that there is in these would be far away. */
const WHOLE = 'main, header, aside, #root, #root > *, body';
/** Whoever closes a menu or a dialog gives the focus back by himself; in milliseconds. */
const OTHERS_FIRST = 60;

/** @param main the id of what the page is for: where no neighbour is left, that has it. @returns how to stop it */
export function keepFocus(root: Element, main: string): () => void {
  let last: Element | null = null;
  /** What it stood in, the nearest first. */
  let around: readonly Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pass = (): void => {
    if (last === null || last.isConnected || (document.activeElement !== null && document.activeElement !== document.body)) return;
    last = null;
    const whole = document.getElementById(main);
    const near = around.find((element) => element.isConnected && !element.matches(WHOLE) && element.querySelector(FOCUSABLE) !== null);
    const next = near === undefined || (whole !== null && near.contains(whole)) ? whole : near.querySelector<HTMLElement>(FOCUSABLE);
    next?.focus();
  };
  const look = (): void => {
    if (last === null || last.isConnected) return;
    clearTimeout(timer);
    timer = setTimeout(pass, OTHERS_FIRST);
  };
  const remember = ({ target }: Event): void => {
    last = target instanceof Element && root.contains(target) ? target : null;
    const found: Element[] = [];
    for (let element = last?.parentElement ?? null; element !== null && element !== root; element = element.parentElement) found.push(element);
    around = found;
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true });
  document.addEventListener('focusin', remember);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('focusin', remember);
  };
}
