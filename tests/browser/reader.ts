/** Somebody who uses the page whatever happens to it: does what is to be done, hears what goes wrong, and takes the way on that is offered. */
import type { Page } from 'playwright-core';

declare global {
  var reader: {
    /** Presses Run where nothing runs. Returns whether training is under way. */
    runs(): boolean;
    /** Opens a lens. Returns whether `selector` is in it. */
    sees(lens: string, selector: string): boolean;
    /** Presses the first button of the lens that begins its work. Returns whether some of it is done. */
    starts(done: string): boolean;
    /** Presses what a part of the page that is in trouble offers. */
    goesOn(): void;
  };
  /** Tells the test what was said. */
  var told: (words: string) => void;
}

/** What the page says where something is missing, slow or broken. */
const TROUBLE =
  /did not (arrive|come)|unusually long|could not be|no longer answered|broke off|stopped|takes over|cannot be (had|shown)|not running|lacks what/;

/** Runs in the page. */
function read(trouble: string): void {
  const pattern = new RegExp(trouble);
  const PLACES =
    '.failed p, .notice p, .waiting output, .sentence, .lens p, .lens output, #fallback:not([hidden]) [lang]:not([hidden]) [data-why]:not([hidden])';
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll(PLACES)) if (pattern.test(textContent)) globalThis.told(textContent.trim());
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['hidden'] });

  const press = (selector: string): boolean => {
    const found = document.querySelector<HTMLElement>(selector);
    found?.click();
    return found !== null;
  };
  /** What the run was to be computed with cannot be had: that is a choice of the reader's. */
  const unavailable = (): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('.text-button')].find(({ textContent }) => textContent === 'Compute with what works here');
  globalThis.reader = {
    runs() {
      const { status, step } = globalThis.grokscope.status();
      if (status === 'idle' || (status === 'failed' && !unavailable())) press('#run');
      return step > 20;
    },
    sees(lens, selector) {
      const tab = [...document.querySelectorAll('[role=tab]')].find(({ textContent }) => textContent === lens);
      if (tab?.getAttribute('aria-selected') === 'false') tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
      return (document.querySelector<HTMLElement>(`.lenses-content[data-state=active] ${selector}`)?.innerText ?? '') !== '';
    },
    starts(done) {
      if (document.querySelector('.lens progress') === null) press('.lens .lens-button:not(:disabled)');
      return [...document.querySelectorAll('.lens td, .lens span')].some(({ textContent }) => new RegExp(done).test(textContent));
    },
    goesOn() {
      unavailable()?.click();
      void (press('#fallback:not([hidden]) #again') || press('.failed-again') || press('.not-seen button') || press('.waiting button'));
    },
  };
}

/** Puts a reader before a page that is not opened yet. Returns what it has heard of trouble. */
export async function seat(page: Page): Promise<ReadonlySet<string>> {
  const heard = new Set<string>();
  await page.exposeFunction('told', (words: string) => void heard.add(words));
  await page.addInitScript(`(${read.toString()})(${JSON.stringify(TROUBLE.source)})`);
  return heard;
}
