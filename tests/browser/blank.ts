/** Whether anything of the page is blank, broken or unsaid. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface Flaws {
  /** What is not there, and may be on its way. */
  readonly lacks: readonly string[];
  /** What may not stand there for a moment. */
  readonly wrong: readonly string[];
}

function look(page: Page): Promise<Flaws> {
  return page.evaluate(() => {
    const absent: string[] = [];
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
      if (element === null) absent.push(`${part} is missing`);
      else if (element.innerText.trim() === '' && element.querySelector('svg') === null) absent.push(`${part} is blank`);
    }
    const content = document.querySelector('.lenses-content[data-state=active]');
    if (content?.querySelector('.waiting')) absent.push('the lens is on its way');
    const lens = content?.querySelector('.lens') ?? null;
    if (lens !== null && (lens.children.length < 2 || [...lens.children].every((child) => (child as HTMLElement).innerText.trim() === '')))
      absent.push('the lens is blank');
    for (const failed of document.querySelectorAll<HTMLElement>('.failed')) found.push(failed.innerText.slice(0, 500));
    if (document.getElementById('fallback')?.hidden !== true) found.push('the fallback is shown');
    const wrong = /undefined|\[object|\{\{|NaN|Infinity/.exec(document.body.innerText);
    if (wrong !== null) found.push(`it says ${wrong[0]}: ${document.body.innerText.slice(Math.max(0, wrong.index - 60), wrong.index + 60)}`);
    // A text beside anything is one that a translator would break; so is one that React holds as a node, and does not write into an element.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent !== null && parent !== document.body && parent.childNodes.length > 1 && parent.closest('script, style, noscript, .tex, #fallback') === null)
        found.push(`«${node.textContent ?? ''}» stands beside something in ${parent.outerHTML.slice(0, 200)}`);
      if (Object.keys(node).some((key) => key.startsWith('__reactFiber$')))
        found.push(`«${node.textContent ?? ''}» is a node of its own in ${parent?.outerHTML.slice(0, 200) ?? 'nothing'}`);
    }
    return { lacks: absent, wrong: found };
  });
}

/** What of the page is not there at this moment, or says that it failed. */
export async function lacks(page: Page): Promise<readonly string[]> {
  const { lacks: missing, wrong } = await look(page).catch(() => ({ lacks: ['the page'], wrong: [] }));
  return [...missing, ...wrong];
}

/** What was wrong with the page at any moment until all of it is there. @throws AssertionError where something of it never comes. */
export async function flaws(page: Page, where: string): Promise<string[]> {
  const wrong = new Set<string>();
  await expect
    .poll(
      async () => {
        const now = await look(page);
        for (const flaw of now.wrong) wrong.add(`${where}: ${flaw}`);
        return now.lacks;
      },
      { message: where },
    )
    .toEqual([]);
  return [...wrong];
}
