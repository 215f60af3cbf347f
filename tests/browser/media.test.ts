/** The page on small phones, on paper, in forced colours, and under unsteady hands. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const TINY = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=60&seed=5';

async function ended(size?: { width: number; height: number }): Promise<Page> {
  const { page } = await open(browser, TINY, size);
  await page.locator('#run').click();
  await page.waitForFunction(() => globalThis.grokscope.status().status === 'finished', undefined, { timeout: 60_000 });
  // The run ends in the store first: the charts draw its last phase after that.
  await page.locator('.band .edge').first().waitFor({ state: 'attached' });
  return page;
}
const shown = (page: Page, selector: string): Promise<boolean> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => (element as HTMLElement).checkVisibility() && (element as HTMLElement).getBoundingClientRect().height > 0);

test('from 320 pixels on nothing scrolls sideways, in either language, in any lens, with the settings open', async () => {
  const page = await ended({ width: 320, height: 640 });
  const wide: string[] = [];
  const look = async (where: string): Promise<void> => {
    // Charts take a moment to be drawn anew.
    await page
      .waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, undefined, { timeout: 5000 })
      .catch(() => undefined);
    const [scroll, client, culprit] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const over = [...document.querySelectorAll('body *')].findLast((one) => one.getBoundingClientRect().right > clientWidth + 1);
      return [scrollWidth, clientWidth, over?.outerHTML.slice(0, 150) ?? ''] as const;
    });
    if (scroll > client) wide.push(`${where}: ${scroll} > ${client}, ${culprit}`);
  };
  for (const language of ['English', '日本語']) {
    await page.evaluate((words) => [...document.querySelectorAll<HTMLElement>('.language')].find((one) => one.textContent === words)?.click(), language);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.waitForFunction(() => document.querySelector('.lenses-content[data-state=active] .waiting') === null);
      for (const width of [320, 360, 390]) {
        await page.setViewportSize({ width, height: 640 });
        await look(`${language}, ${await tab.innerText()}, ${width}`);
      }
    }
    await page.locator('.sheet-button').click();
    await look(`${language}, settings`);
    await page.locator('.sheet-button').click();
  }
  expect(wide).toEqual([]);
  await page.close();
});

test('slider thumbs are targets of 24 pixels and more', async () => {
  const page = await ended();
  const thumbs = await page
    .locator('.slider-thumb')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]));
  expect(thumbs.length).toBeGreaterThan(2);
  for (const [width, height] of thumbs) {
    expect(width).toBeGreaterThanOrEqual(24);
    expect(height).toBeGreaterThanOrEqual(24);
  }
  await page.close();
});

test.each(['light', 'dark'] as const)('forced colours (%s): Run, slider tracks, tabs, choices and phases can be seen', async (colorScheme) => {
  const page = await ended();
  await page.emulateMedia({ forcedColors: 'active', colorScheme });
  const colours = await page.evaluate(() => {
    const of = (selector: string, pseudo?: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(selector) as Element, pseudo);
    const ground = of('html').backgroundColor;
    return {
      ground,
      label: of('#run').color === of('#run').backgroundColor ? ground : of('#run').color,
      other: of('.lens-tab[data-state=inactive]').borderBottomColor,
      run: [of('#run').borderTopStyle, of('#run').borderTopColor],
      track: of('.slider-track').backgroundColor,
      range: of('.slider-range').backgroundColor,
      thumb: of('.slider-thumb', '::before').borderTopColor,
      tab: of('.lens-tab[data-state=active]').borderBottomColor,
      choice: of('.segmented input:checked + span').backgroundColor,
      phases: [...document.querySelectorAll('.band .edge')].map((one) => getComputedStyle(one).fill),
    };
  });
  const { ground, run, phases, other, ...others } = colours;
  expect(other).toBe(ground);
  expect(run[0]).toBe('solid');
  for (const colour of [run[1], ...phases, ...Object.values(others)]) expect(colour).not.toBe(ground);
  expect(others.range).not.toBe(others.track);
  expect(phases.length).toBeGreaterThan(0);
  await page.close();
});

test('on paper: charts and settings, light, and nothing to press', async () => {
  const page = await ended();
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await page.emulateMedia({ media: 'print' });
  const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(ground).toBe('rgb(252, 252, 250)');
  for (const part of ['.sentence', '.chart', '.side .field', '.lens']) expect([part, await shown(page, part)]).toEqual([part, true]);
  for (const part of ['#run', '.tools', '.slider', '.lens-tab', '.lens-button', '.more']) expect([part, await shown(page, part)]).toEqual([part, false]);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.length).toBeGreaterThan(10_000);
  await page.close();
});
