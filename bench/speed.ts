/** How fast the page trains while something else goes on. */
import type { Page } from 'playwright-core';

/** Of a browser that does nothing of its own accord. */
export const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

const stepOf = (page: Page): Promise<number> => page.evaluate(() => globalThis.grokscope.status().step);

/** Steps a second while something goes on. */
export async function speedDuring(page: Page, act: () => Promise<unknown>): Promise<number> {
  const [began, from] = [performance.now(), await stepOf(page)];
  await act();
  return ((await stepOf(page)) - from) / ((performance.now() - began) / 1000);
}
