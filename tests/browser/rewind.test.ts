/** A run is rewound while it trains: sentence, numbers, lenses and charts show the moment that was chosen, its network is replayed exactly, and training goes on. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, passes, statusIs, stepOf } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('the moment that is chosen is shown everywhere, replayed exactly, while training goes on; Escape leads back', async () => {
  const { page, faults } = await open(browser, '#preset=mlp-fast&task.p=13&model.width=16&steps=1000000');
  await page.locator('#run').click();
  await page.getByRole('tab', { name: 'Regions' }).click();
  await page.locator('.regions-count strong', { hasText: /\d/ }).waitFor();
  await passes(page, 400);

  // Evaluated and not kept: 130 lies between 126 and 141.
  const track = page.locator('.timeline-track');
  const width = await track.evaluate((one) => one.clientWidth);
  const { end, steps } = await page.evaluate(() => {
    const axis = document.querySelectorAll('.timeline-kept');
    return { end: axis.length, steps: globalThis.grokscope.curve('train.accuracy').map(([step]) => step) };
  });
  expect(end).toBeGreaterThan(10);
  const wanted = steps.find((step) => step > 127 && step < 140) ?? 0;
  expect(wanted).toBeGreaterThan(0);
  const share = Math.log(wanted + 1) / Math.log(1_000_001);
  await track.click({ position: { x: share * width, y: 12 } });

  const badge = page.getByRole('button', { name: /^AT STEP / });
  await badge.waitFor();
  const shown = Number((await badge.innerText()).replace(/\D/g, ''));
  expect(Math.abs(shown - wanted)).toBeLessThan(30);
  await page.locator('.sentence', { hasText: `At step ${shown}.` }).waitFor();
  await page.locator('.clock-network', { hasText: /network (replayed exactly|as it was kept)/ }).waitFor();
  await page.locator('.regions-when', { hasText: `step ${shown} ` }).waitFor();
  await page
    .locator('.step-chip', { hasText: String(shown) })
    .first()
    .waitFor();
  const before = await stepOf(page);
  await passes(page, before + 50);

  await track.press('ArrowLeft');
  await page.locator('.clock-network', { hasText: 'network as it was kept' }).waitFor();
  const earlier = Number((await badge.innerText()).replace(/\D/g, ''));
  expect(earlier).toBeLessThan(shown);
  await page.locator('.regions-when', { hasText: `step ${earlier} ` }).waitFor();

  await track.press('Escape');
  await page.locator('.timeline-badge', { hasText: 'LIVE' }).waitFor();
  await expect.poll(() => page.locator('.clock').innerText()).toMatch(/^step [\d,]+ of 1,000,000/);

  await page.getByRole('combobox', { name: 'Length of the film' }).selectOption('5');
  await page.getByRole('button', { name: 'Play the run as a film' }).click();
  await badge.waitFor();
  await page.locator('.timeline-badge', { hasText: 'LIVE' }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('a run that is over is rewound as well, in either language', async () => {
  const { page, faults } = await open(browser, '#preset=mlp-fast&task.p=13&model.width=16&steps=200');
  await page.locator('#run').click();
  await statusIs(page, 'finished');
  await page.getByText('日本語').click();
  const track = page.locator('.timeline-track');
  await track.press('Home');
  await page.locator('.sentence', { hasText: 'ステップ 0 の時点です。' }).waitFor();
  await page.locator('.clock-network', { hasText: '保存してあったネットワーク' }).waitFor();
  await track.press('End');
  await page.locator('.timeline-badge', { hasText: '最新' }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('a fork that changes nothing comes to the same, and one that does leaves from there', async () => {
  const { page, faults } = await open(browser, '#preset=mlp-fast&task.p=13&model.width=16&steps=160&kernels=exact');
  await page.locator('#run').click();
  await statusIs(page, 'finished');
  const straight = await page.evaluate(() => globalThis.grokscope.curve('train.loss'));
  const track = page.locator('.timeline-track');
  const forked = async (change: () => Promise<void>): Promise<readonly (readonly [number, number])[]> => {
    await track.press('Home');
    for (let i = 0; i < 20; i++) await track.press('ArrowRight');
    await page.getByRole('button', { name: /^Fork at step / }).click();
    await page.getByRole('button', { name: /^Wait at step / }).click();
    await statusIs(page, 'paused');
    await change();
    await page.locator('#run').click();
    await statusIs(page, 'finished');
    return page.evaluate(() => globalThis.grokscope.curve('train.loss'));
  };
  const same = await forked(() => Promise.resolve());
  expect(same).toEqual(straight);
  const changed = await forked(async () => {
    const decay = page.getByRole('textbox', { name: /weight decay/i }).first();
    await decay.fill('0.5');
    await decay.press('Enter');
  });
  const apart = changed.findIndex(([, loss], i) => loss !== straight[i]?.[1]);
  expect(apart).toBeGreaterThan(10);
  expect(apart).toBeLessThan(changed.length);
  await expect.poll(() => page.locator('.bench .bench-run').count()).toBeGreaterThan(1);
  expect(faults).toEqual([]);
  await page.close();
});

test('a fork that rescales all weights is told, and its link makes the same from the start', async () => {
  const { page, faults } = await open(browser, '#preset=mlp-fast&task.p=13&model.width=16&steps=160&kernels=exact');
  await page.locator('#run').click();
  await statusIs(page, 'finished');
  const track = page.locator('.timeline-track');
  await track.press('Home');
  for (let i = 0; i < 20; i++) await track.press('ArrowRight');
  const straight = await page.evaluate(() => globalThis.grokscope.curve('train.loss'));
  await page.getByRole('button', { name: /^Fork at step / }).click();
  await page.getByRole('button', { name: /^Rescale all weights/ }).click();
  await expect.poll(() => page.locator('.bench .bench-run').count()).toBe(2);
  await statusIs(page, 'finished');
  const curve = await page.evaluate(() => globalThis.grokscope.curve('train.loss'));
  expect(curve).not.toEqual(straight);
  await expect.poll(() => page.url()).toContain('weights.scale=0.5');
  const { page: again, faults: others } = await open(browser, new URL(page.url()).hash);
  await again.locator('#run').click();
  await statusIs(again, 'finished');
  await expect.poll(() => again.evaluate(() => globalThis.grokscope.curve('train.loss'))).toEqual(curve);
  expect([...faults, ...others]).toEqual([]);
  await page.close();
  await again.close();
});
