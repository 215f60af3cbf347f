/** A page that is being translated all the while: it runs, ends, and every part of it is changed. Nothing is blank, stale or broken. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { flaws } from './blank.ts';
import { launch, openLens, statusIs, visit, watch } from './browser.ts';
import { translated } from './translator.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const TINY = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=60&seed=5';
/** At every step there is a look, so that both pages show the same one. */
const STEPPED = `${TINY}&kernels=exact&axis=linear`;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

test('through a whole visit', async () => {
  const { page, faults } = await watch(browser, inject('pageUrl'));
  await translated(page);
  await visit(page, `${inject('pageUrl')}${TINY}`);
  const found: string[] = [];
  const after = async (what: string): Promise<void> => void found.push(...(await flaws(page, `after ${what}`)));

  await page.locator('#run').click();
  await statusIs(page, 'finished');
  // What it says is not what it said before.
  await page.locator('.clock', { hasText: 'step 60 of 60' }).waitFor();
  await after('a run');
  await page.keyboard.press('n');
  await page.locator('#run').click();
  await page.waitForFunction(() => document.querySelectorAll('.bench-run').length === 2);
  await statusIs(page, 'finished');
  await page.locator('.bench-name').first().click();
  await after('a second run');
  await page.keyboard.press('l');
  await after('another axis');

  await press(page, '日本語');
  await page.getByRole('button', { name: 'English' }).waitFor();
  await page.locator('.clock', { hasText: '60' }).waitFor();
  await after('another language');
  await press(page, 'English');
  for (const name of ['Less data', 'What it knows', 'Regions', 'LU landscape']) {
    await openLens(page, name);
    await after(name);
  }
  for (const more of await page.locator('.side .more').all()) await more.click();
  for (const more of await page.locator('.side .more').all()) await more.click();
  await after('further settings');
  await page.getByRole('textbox', { name: 'modulus' }).first().fill('1');
  await page.keyboard.press('Enter');
  await page.locator('.problem').waitFor();
  await page.keyboard.press('Escape');
  await after('a value that will not do');

  await page.keyboard.press('Escape');
  await page.locator('.wordmark').click();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await after('help');
  await page.keyboard.press('Escape');
  await page.locator('.badge').click();
  await page.getByRole('dialog').waitFor();
  await after('how it computes');
  await page.keyboard.press('Escape');
  await page.locator('.preset-trigger').click();
  await page.getByRole('menuitemradio', { name: /^A plain MLP/ }).click();
  await page.locator('#run', { hasText: 'A plain MLP' }).waitFor();
  await after('another preset');
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
});

/**
 * Every text of a page in its order, hidden ones and those of charts included; how long something took is another each time, and so is what Recharts
 * measured last, which nobody sees.
 */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = (node.textContent ?? '').trim();
      if (words !== '' && node.parentElement?.closest('script, style, noscript, #fallback, #recharts_measurement_span, time') === null)
        texts.push(words.replaceAll('\u00a0', ' '));
    }
    return texts;
  });
}

test('every text says what it says on a page that nobody translates', async () => {
  const [plain, wrapped] = await Promise.all([watch(browser, inject('pageUrl')), watch(browser, inject('pageUrl'))]);
  const both = (does: (page: Page) => Promise<unknown>) => Promise.all([plain.page, wrapped.page].map(does));
  const alike = async (what: string): Promise<void> => {
    await both((page) => page.waitForFunction(() => document.querySelector('.waiting') === null));
    // What follows in slices may be there on the one page and on its way on the other.
    await expect
      .poll(
        async () => {
          const [one, other] = await both((page) => textsOf(page));
          const [here, there] = [one as string[], other as string[]];
          return here.flatMap((words, i) => (words === there[i] ? [] : [`${words} | ${there[i] ?? ''}`])).slice(0, 8);
        },
        { message: what },
      )
      .toEqual([]);
  };
  await translated(wrapped.page);
  await both((page) => visit(page, `${inject('pageUrl')}${STEPPED}`));
  await alike('idle');
  for (const [from, to] of [
    [1, 3],
    [4, 12],
  ] as const) {
    await both(async (page) => {
      for (let at = from; at <= to; at++) {
        await page.getByRole('button', { name: 'One step' }).click();
        await page.waitForFunction((step) => globalThis.grokscope.status().step === step, at);
      }
    });
    await alike(`at step ${to}`);
  }
  await both((page) => press(page, '日本語'));
  await both((page) => page.getByRole('button', { name: 'English' }).waitFor());
  await alike('in Japanese, in mid-run');
  await both((page) => page.locator('#run').click());
  await both((page) => statusIs(page, 'finished'));
  await alike('ended, in Japanese');
  await both((page) => press(page, 'English'));
  await both((page) => page.getByRole('button', { name: '日本語' }).waitFor());
  await alike('ended');
  await both((page) => page.evaluate(() => (location.hash = '#preset=default&task.p=12&seed=-1')));
  await both((page) => page.locator('.notice').waitFor());
  await alike('with a notice');
  await both(async (page) => {
    await page.locator('.preset-trigger').click();
    await page.getByRole('menuitemradio', { name: /^A plain MLP/ }).click();
    await page.locator('#run', { hasText: 'A plain MLP' }).waitFor();
  });
  await alike('another preset');
  expect([...plain.faults, ...wrapped.faults]).toEqual([]);
  await both((page) => page.close());
});
