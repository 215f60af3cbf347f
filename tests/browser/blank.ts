/** Whether anything of the page is blank, broken or unsaid. */
import type { Page } from 'playwright-core';

/** What is wrong with the page as it stands; nothing where all is well. */
export function flaws(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const PARTS = [
      '.header',
      '.preset-trigger',
      '#run',
      '.tools',
      '.side .form',
      '.sentence',
      '.clock',
      '.charts',
      '.chart',
      '.lenses',
      '.lens',
      '.preset-note',
      '.legend',
    ];
    for (const part of PARTS) {
      const element = document.querySelector<HTMLElement>(part);
      if (element === null) found.push(`${part} is missing`);
      else if (element.innerText.trim() === '' && element.querySelector('svg') === null) found.push(`${part} is blank`);
    }
    const lens = document.querySelector('.lenses-content[data-state=active] .lens');
    if (lens !== null && (lens.children.length < 2 || [...lens.children].every((child) => (child as HTMLElement).innerText.trim() === '')))
      found.push('the lens is blank');
    for (const failed of document.querySelectorAll<HTMLElement>('.failed')) found.push(failed.innerText.slice(0, 500));
    if (document.getElementById('fallback')?.hidden !== true) found.push('the fallback is shown');
    const wrong = /undefined|\[object|\{\{|NaN|Infinity/.exec(document.body.innerText);
    if (wrong !== null) found.push(`it says ${wrong[0]}: ${document.body.innerText.slice(Math.max(0, wrong.index - 60), wrong.index + 60)}`);
    // A text beside anything is one that a translator would break.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent !== null && parent !== document.body && parent.childNodes.length > 1 && parent.closest('script, style, noscript, .tex, #fallback') === null)
        found.push(`«${node.textContent ?? ''}» stands beside something in ${parent.outerHTML.slice(0, 200)}`);
    }
    return found;
  });
}
