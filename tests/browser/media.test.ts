/** The page on small phones, on paper, in forced colours, and under unsteady hands. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, statusIs } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const TINY = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=60&seed=5';

async function ended(size?: { width: number; height: number }, lens = ''): Promise<Page> {
  const { page } = await open(browser, `${TINY}${lens}`, size);
  await page.locator('#run').click();
  await statusIs(page, 'finished');
  // The run ends in the store first: the charts draw its last phase after that.
  await page.locator('.band .edge').first().waitFor({ state: 'attached' });
  return page;
}
const shown = (page: Page, selector: string): Promise<boolean> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => (element as HTMLElement).checkVisibility() && (element as HTMLElement).getBoundingClientRect().height > 0);

/** What reaches beyond the window, and which parts of the header lie over one another; null where nothing does. Charts take a moment to be drawn anew. */
const outside = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    /** Where an element ends for the eye: what scrolls by itself, or is cut, ends with what holds it. */
    const end = (one: Element): number => {
      let { right } = one.getBoundingClientRect();
      for (let holder = one.parentElement; holder !== null && holder !== document.body; holder = holder.parentElement)
        if (getComputedStyle(holder).overflowX !== 'visible') right = Math.min(right, holder.getBoundingClientRect().right);
      return right;
    };
    const beyond = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility({ visibilityProperty: true }) && end(one) > clientWidth + 1);
    if (scrollWidth > clientWidth || beyond.length > 0) return `${scrollWidth} > ${clientWidth}: ${beyond.at(-1)?.outerHTML.slice(0, 150) ?? ''}`;
    const over = (a: string, b: string): boolean => {
      const [one, two] = [a, b].map((selector) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(selector) as Element);
        return range.getBoundingClientRect();
      }) as [DOMRect, DOMRect];
      return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
    };
    return over('.wordmark', '.tools') ? 'the tools lie over the name' : null;
  });
async function inEachLanguage(page: Page, look: (language: string) => Promise<void>): Promise<void> {
  for (const language of ['English', '日本語']) {
    await page.evaluate((words) => [...document.querySelectorAll<HTMLElement>('.language')].find((one) => one.textContent === words)?.click(), language);
    await page.waitForFunction((lang) => document.documentElement.lang === lang, language === 'English' ? 'en' : 'ja');
    await look(language);
  }
}

test('from 320 pixels on nothing scrolls sideways, in either language, in any lens, with the settings open', async () => {
  const page = await ended({ width: 320, height: 640 });
  await inEachLanguage(page, async (language) => {
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.waitForFunction((one) => one?.getAttribute('aria-selected') === 'true', await tab.elementHandle());
      await page.waitForFunction(() => document.querySelector('.lenses-content[data-state=active] .waiting') === null);
      for (const width of [320, 360, 390]) {
        await page.setViewportSize({ width, height: 640 });
        await expect.poll(() => outside(page), { message: `${language}, ${await tab.innerText()}, ${width}` }).toBeNull();
      }
    }
    await page.locator('.sheet-button').click();
    await page.locator('.sheet').waitFor();
    await expect.poll(() => outside(page), { message: `${language}, settings` }).toBeNull();
    await page.locator('.sheet-button').click();
    await page.locator('.sheet').waitFor({ state: 'hidden' });
  });
  await page.close();
});

const MOMENTS: Readonly<Record<string, { readonly hash: string; when(page: Page): Promise<unknown> }>> = {
  idle: { hash: TINY, when: () => Promise.resolve() },
  running: { hash: `${TINY}&steps=1000000`, when: (page) => page.locator('.clock-step', { hasText: /[1-9]/ }).waitFor() },
  paused: {
    hash: `${TINY}&steps=1000000`,
    async when(page) {
      await page.locator('.clock-step', { hasText: /[1-9]/ }).waitFor();
      await page.locator('#run').click();
      await statusIs(page, 'paused');
    },
  },
  diverged: { hash: `${TINY}&optimizer.lr=1&optimizer.weightDecay=3&steps=1000000`, when: (page) => statusIs(page, 'diverged') },
  'refused a link': {
    hash: `${TINY}&optimizer.lr=${'9'.repeat(300)}&${'x'.repeat(300)}=1`,
    when: (page) => page.locator('.notice').first().waitFor(),
  },
  'after a changed setting': {
    hash: '#preset=nanda-113&optimizer.weightDecay=0.123',
    when: () => Promise.resolve(),
  },
};
test.each(Object.entries(MOMENTS))('from 320 pixels on nothing scrolls sideways, nor lies over another: %s', async (name, { hash, when }) => {
  const { page } = await open(browser, hash, { width: 320, height: 640 });
  if (!['idle', 'refused a link', 'after a changed setting'].includes(name)) await page.locator('#run').click();
  await when(page);
  await inEachLanguage(page, async (language) => {
    for (const width of [305, 320, 375, 430, 600]) {
      await page.setViewportSize({ width, height: 640 });
      await expect.poll(() => outside(page), { message: `${language}, ${width}` }).toBeNull();
    }
  });
  await page.close();
});

test('slider thumbs are targets of 24 pixels and more', async () => {
  const page = await ended();
  const thumbs = page.locator('.slider-thumb');
  await expect.poll(() => thumbs.count()).toBeGreaterThan(2);
  const small = (): Promise<number[][]> =>
    thumbs.evaluateAll((all) =>
      all
        .map((one) => one.getBoundingClientRect())
        .filter(({ width, height }) => width < 24 || height < 24)
        .map(({ width, height }) => [width, height]),
    );
  await expect.poll(small).toEqual([]);
  await page.close();
});

test.each(['light', 'dark'] as const)('forced colours (%s): Run, slider tracks, tabs, choices and phases can be seen', async (colorScheme) => {
  const page = await ended();
  await page.emulateMedia({ forcedColors: 'active', colorScheme });
  /** What cannot be told from what lies behind it, or from what stands for something else. */
  const unseen = (): Promise<string[]> =>
    page.evaluate(() => {
      const of = (selector: string, pseudo?: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(selector) as Element, pseudo);
      const ground = of('html').backgroundColor;
      const run = of('#run');
      const phases = [...document.querySelectorAll('.band .edge')].map((one) => getComputedStyle(one).fill);
      const colours: [name: string, colour: string][] = [
        ['run', run.borderTopColor],
        ['label', run.color === run.backgroundColor ? ground : run.color],
        ['track', of('.slider-track').backgroundColor],
        ['range', of('.slider-range').backgroundColor],
        ['thumb', of('.slider-thumb', '::before').borderTopColor],
        ['tab', of('.lens-tab[data-state=active]').borderBottomColor],
        ['choice', of('.segmented input:checked + span').backgroundColor],
        ...phases.map((colour): [string, string] => ['phase', colour]),
      ];
      const found = colours.filter(([, colour]) => colour === ground).map(([name]) => name);
      if (of('.lens-tab[data-state=inactive]').borderBottomColor !== ground) found.push('other tabs look open');
      if (run.borderTopStyle !== 'solid') found.push('run has no border');
      if (of('.slider-range').backgroundColor === of('.slider-track').backgroundColor) found.push('range and track are one');
      if (phases.length === 0) found.push('no phases');
      return found;
    });
  await expect.poll(unseen).toEqual([]);
  await page.close();
});

test('on paper: charts and settings, light, and nothing to press', async () => {
  // It has buttons of its own.
  const page = await ended(undefined, '&lens=landscape');
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(252, 252, 250)');
  for (const part of ['.sentence', '.chart', '.side .field', '.lens']) await expect.poll(() => shown(page, part), { message: part }).toBe(true);
  for (const part of ['#run', '.tools', '.slider', '.lens-tab', '.lens-button', '.more'])
    await expect.poll(() => shown(page, part), { message: part }).toBe(false);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.length).toBeGreaterThan(10_000);
  await page.close();
});

test('charts that were laid out in a high window give way in a lower one: the step axis stands above the timeline, and both in the window', async () => {
  const { page, faults } = await open(browser, '#preset=mlp-fast&task.p=13&model.width=16&steps=60', { width: 1440, height: 1080 });
  await page.locator('#run').click();
  await statusIs(page, 'finished');
  await page.setViewportSize({ width: 1440, height: 900 });
  const over = () =>
    page.evaluate(() => {
      const timeline = document.querySelector('.timeline')?.getBoundingClientRect();
      const lowest = [...document.querySelectorAll('.chart-cell')].at(-1)?.getBoundingClientRect();
      if (timeline === undefined || lowest === undefined) return null;
      return [Math.max(0, Math.round(lowest.bottom - timeline.top - 2)), Math.max(0, Math.round(timeline.bottom - innerHeight))];
    });
  await expect.poll(over).toEqual([0, 0]);
  expect(faults).toEqual([]);
  await page.close();
});
