/** What a browser's translator does to a page, again and again: every text goes into elements of its own, and its node is gone. */
import type { Page } from 'playwright-core';

/** From the page's first moment on; call before it is opened. */
export async function translated(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const LEFT_ALONE = 'script, style, noscript, textarea, font, .tex, #fallback';
    const wrap = (root: Node): void => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node as Text);
      for (const text of texts) {
        if (text.parentElement === null || text.parentElement.closest(LEFT_ALONE) !== null || text.data.trim() === '') continue;
        const outer = document.createElement('font');
        outer.append(document.createElement('font'));
        outer.firstElementChild?.append(document.createTextNode(text.data));
        text.replaceWith(outer);
      }
    };
    const observer = new MutationObserver(() => wrap(document.body));
    document.addEventListener('DOMContentLoaded', () => {
      wrap(document.body);
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  });
}
