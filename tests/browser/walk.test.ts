/**
 * A walk over the page: presets × lenses × {idle, running, ended, diverged}, with and without a translator at work. Nothing may be blank, and
 * nothing may throw. By default one preset of each kind of network and data is walked; all of them with WALK=all, or some by their ids.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PRESETS } from '../../src/engine/presets/index.ts';
import type { Preset } from '../../src/engine/presets/preset.ts';
import { LENSES } from '../../src/ui/lenses/index.ts';
import { flaws } from './blank.ts';
import { follow, launch, openLens, passes, statusIs, stepOf, visit, watch } from './browser.ts';
import { translated } from './translator.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What makes one preset's page unlike another's: what computes, on what, and what is measured of it. */
const kindOf = ({ config }: Preset): string => [config.task.id, config.model.id, config.loss.id, config.probes['robustness']?.['measure']].join(' ');
const ASKED = process.env['WALK']?.split(',');
const WALKED = PRESETS.filter((preset, i) =>
  ASKED === undefined ? PRESETS.findIndex((other) => kindOf(other) === kindOf(preset)) === i : ASKED.includes('all') || ASKED.includes(preset.id),
);

/** Decays so much a step that any network's weights overflow within twenty. */
const DIVERGES = { 'optimizer.lr': '1', 'optimizer.weightDecay': '100', 'constraint.norm': 'free' };
const hash = (preset: Preset, fields: Readonly<Record<string, string>>): string => `#preset=${preset.id}&${new URLSearchParams(fields)}`;

/** Where not all is walked, every lens is looked at while each preset runs, and one in so many in its other states: all of them over as many presets. */
const ONE_IN = 3;

/** Opens every lens, and looks at the page with each. @param turn opens only those whose turn it is; null: every one. */
async function lookAround(page: Page, where: string, turn: number | null): Promise<string[]> {
  const found: string[] = [];
  const all = LENSES.filter(({ runs = 0 }) => runs < 2);
  for (const { id, label } of all.filter((_, i) => turn === null || ASKED !== undefined || i % ONE_IN === turn % ONE_IN)) {
    await openLens(page, label.en);
    found.push(...(await flaws(page, `${where}, ${id}`)));
  }
  return found;
}

/** Back to step 0 with the settings of a link, and on from there. */
async function rerun(page: Page, link: string): Promise<void> {
  const before = await stepOf(page);
  await follow(page, link);
  await page.keyboard.press('r');
  await page.waitForFunction((step) => globalThis.grokscope.status().step < step, before);
  await page.locator('#run').click();
}

/** What a translator does is done to every page alike: where not all is walked, a few will do. */
const FEW = 2;

test.skipIf(ASKED !== undefined)('there are presets enough for every lens to have its turn in every state', () => {
  expect(WALKED.length).toBeGreaterThanOrEqual(ONE_IN);
});

test.each([
  ['plain', WALKED],
  ['translated', ASKED === undefined ? WALKED.slice(0, FEW) : WALKED],
] as const)('%s', { timeout: 1_800_000 }, async (how, walked) => {
  const found: string[] = [];
  for (const [at, preset] of walked.entries()) {
    const { page, faults } = await watch(browser, inject('pageUrl'));
    if (how === 'translated') await translated(page);
    await visit(page, `${inject('pageUrl')}${hash(preset, { steps: '1000000' })}`);
    found.push(...(await lookAround(page, `${preset.id}, idle`, at)));

    await page.locator('#run').click();
    await passes(page, 15);
    found.push(...(await lookAround(page, `${preset.id}, running`, null)));

    await rerun(page, hash(preset, { steps: '12' }));
    await statusIs(page, 'finished');
    found.push(...(await lookAround(page, `${preset.id}, ended`, at + 1)));

    await rerun(page, hash(preset, DIVERGES));
    await statusIs(page, 'diverged');
    found.push(...(await lookAround(page, `${preset.id}, diverged`, at + 2)));
    found.push(...faults.map((fault) => `${preset.id}: ${fault}`));
    await page.close();
  }
  expect([...new Set(found)].slice(0, 20)).toEqual([]);
});
