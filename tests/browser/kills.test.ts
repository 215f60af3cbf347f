/**
 * Tabs that crash, workers that are ended and browsers that are killed (SIGKILL to each of their processes) at random moments of a run: what was kept
 * is whole, nothing else is touched, and the run goes on bit for bit. How much of its curve is lost is printed; that it is little enough is held by a
 * clock of its own in `tests/store/library/keeper.test.ts`. GROKSCOPE_KILLS says how often each kind strikes, over ten runs; the moments follow from a
 * seed, GROKSCOPE_SEED.
 */
import type { Page } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { Rng } from '../../src/engine/rng.ts';
import { readEntry } from '../../src/store/library/entry.ts';
import { launch, open, passes, statusIs, stepOf, visit } from './browser.ts';
import { useProfile } from './profile.ts';
import { damage, shelfOf, type OnShelf } from './shelf.ts';

const ASKED = process.env['GROKSCOPE_KILLS'];
const TIMES = Number(ASKED ?? 2);
const SEED = Number(process.env['GROKSCOPE_SEED'] ?? 23);
/** Longest wait before a kill, in milliseconds. */
const LONGEST = 2500;
/** Milliseconds between two looks of the page at itself. */
const LOOK_MS = 50;
/** And between two messages of a trainer. */
const TOLD_MS = 100;

const url = inject('pageUrl');
const QUICK = { 'probes.localComplexity.measure': 'off', 'probes.evaluation.every': '20', steps: '1000000', kernels: 'exact' };
const MLP = { 'model.depth': '1', 'model.width': '32' };
const ATTENDING = { 'model.width': '16', 'model.heads': '2', 'model.ffn': '32' };
const linkOf = (preset: string, fields: Readonly<Record<string, string>>): string => `#preset=${preset}&${new URLSearchParams({ ...QUICK, ...fields })}`;
/** All on kernels that are the same everywhere; points come so closely that the loss of a moment shows. */
const RUNS: readonly (readonly [name: string, link: string])[] = [
  ['addition, MLP', linkOf('mlp-fast', { ...MLP, 'task.p': '13' })],
  ['addition, transformer', linkOf('default', { ...ATTENDING, 'task.p': '11' })],
  ['sparse parity', linkOf('sparse-parity', MLP)],
  ['addition mod 31, wide', linkOf('mlp-fast', {})],
  ['subtraction', linkOf('mlp-fast', { ...MLP, 'task.operation': 'subtract', 'task.p': '17' })],
  ['sums of digits', linkOf('mlp-fast', { ...MLP, 'task.id': 'sums' })],
  ['teacher and student', linkOf('grok-teacher-student', {})],
  ['a transformer of two layers', linkOf('default', { ...ATTENDING, 'task.p': '7', 'model.layers': '2' })],
  ['batches', linkOf('mlp-fast', { ...MLP, 'task.p': '19', 'optimizer.batchSize': '64' })],
  ['SGD', linkOf('mlp-fast', { ...MLP, 'task.p': '13', 'optimizer.id': 'sgd', 'optimizer.lr': '0.1' })],
];
/** Another run, which is over, and which nothing that happens to the others may touch. */
const OVER = linkOf('sparse-parity', { steps: '60' });

const KEYS = ['train.loss', 'val.loss', 'val.accuracy'] as const;
type Points = readonly (readonly [step: number, value: number])[];
type Curves = readonly Points[];
/** As one string: the browser's protocol would take every number by itself. */
const curves = async (page: Page): Promise<Curves> =>
  JSON.parse(await page.evaluate((keys) => JSON.stringify(keys.map((key) => globalThis.grokscope.curve(key))), KEYS)) as Curves;
const lastOf = (some: Curves): number => some[0]?.at(-1)?.[0] ?? -1;

/** The page at a moment: the last step of its curve, and up to where the database has said that the run is kept. */
interface Look {
  readonly at: number;
  readonly last: number;
  readonly written: number;
}
declare global {
  var looked: (look: Look) => void;
}

/** Runs in the page before it begins. */
function keepLooking(ms: number): void {
  let written = -1;
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
    const { front, run } = value as { readonly front?: boolean; readonly run?: { readonly step: number } };
    if (front === true && run !== undefined) this.transaction.addEventListener('complete', () => (written = Math.max(written, run.step)));
    return put.call(this, value, key);
  };
  const trainers: Worker[] = [];
  const Original = globalThis.Worker;
  globalThis.Worker = class extends Original {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      if (options?.name === 'trainer') trainers.push(this);
    }
  };
  Object.assign(globalThis, { endTrainer: () => trainers.at(-1)?.terminate() });
  setInterval(() => globalThis.looked({ at: Date.now(), last: globalThis.grokscope?.curve('train.loss').at(-1)?.[0] ?? -1, written }), ms);
}

let looks: Look[] = [];
const profile = useProfile(async (context) => {
  await context.exposeFunction('looked', (look: Look) => void looks.push(look));
  await context.addInitScript(`(${keepLooking.toString()})(${LOOK_MS})`);
});

const come = async (link: string): Promise<Page> => {
  const page = await profile.newPage();
  await visit(page, `${url}${link}`);
  return page;
};

/** Each ends something, and resolves when that has happened. */
const KINDS = {
  async tab(page: Page) {
    const session = await profile.context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
  },
  worker: (page: Page) => page.evaluate(() => (globalThis as unknown as { endTrainer: () => void }).endTrainer()),
  async browser() {
    const session = await profile.context.browser()?.newBrowserCDPSession();
    const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
    const closed = new Promise((resolve) => profile.context.once('close', resolve));
    for (const { id } of processInfo) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // It has gone with its browser.
      }
    }
    await closed;
  },
} as const;
type Kind = keyof typeof KINDS;

/** Milliseconds of training that are lost, at most: since the page had the last point that is kept, or since training came to points that it did not have. */
function lostMs(seen: readonly Look[], kept: number): number {
  const first = seen.findIndex(({ last }) => last > kept);
  if (first === -1) return 0;
  const had = seen.slice(0, first).findLast(({ last }) => last < kept);
  // A run that goes on first makes its last steps once more, of which nothing is new.
  const came = (seen[Math.max(0, first - 1)] as Look).at - TOLD_MS;
  return (seen.at(-1) as Look).at - Math.max(had?.at ?? 0, came);
}

/** The first point of a curve that is another than in the whole one; null where there is none. */
function differing(some: Curves, whole: Curves): string | null {
  for (const [i, points] of some.entries())
    for (const [at, [step, value]] of points.entries()) {
      const [right, so] = whole[i]?.[at] ?? [];
      if (step !== right || !Object.is(value, so)) return `${KEYS[i]} at ${step}: ${value}, and undisturbed at ${right}: ${so}`;
    }
  return null;
}

/** Up to a step at least, as nothing disturbs it. */
async function undisturbed(link: string, step: number): Promise<Curves> {
  const browser = await launch();
  const { page } = await open(browser, link);
  await page.locator('#run').click();
  await expect.poll(async () => lastOf(await curves(page)), { interval: 1000 }).toBeGreaterThanOrEqual(step);
  const whole = await curves(page);
  await browser.close();
  return whole;
}

/** Another visit, by which the run is on the bench as it is kept. */
async function comeBack(link: string, other: OnShelf, written: number): Promise<{ readonly page: Page; readonly found: Curves }> {
  const page = await come(link);
  const all = await shelfOf(page, [other.id]);
  expect(damage(all)).toEqual([]);
  expect(all.find(({ id }) => id === other.id)).toEqual(other);
  const steps = all.filter(({ id }) => id !== other.id).map(({ entry }) => readEntry(entry)?.run.step ?? 0);
  // What the database has said it has, it has.
  expect(Math.max(-1, ...steps)).toBeGreaterThanOrEqual(written);
  await expect.poll(() => stepOf(page)).toBe(Math.max(0, ...steps));
  const found = await curves(page);
  await page.getByRole('button', { name: 'Kept runs' }).click();
  const list = page.getByRole('dialog', { name: 'Kept runs' });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(all.length);
  await expect.poll(() => list.getByText('damaged').count()).toBe(0);
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  if (steps.length > 0) await page.getByRole('button', { name: /Continue from step/ }).click();
  else await page.locator('#run').click();
  return { page, found };
}

/** Milliseconds of curve that each end has cost. */
type Lost = Readonly<Record<Kind, number[]>>;
const none = (): Lost => ({ tab: [], worker: [], browser: [] });
const all = none();
function say(name: string, lost: Lost): void {
  for (const [kind, each] of Object.entries(lost)) {
    const late = each.filter((ms) => ms > 1000).length;
    const mean = Math.round(each.reduce((a, b) => a + b, 0) / each.length);
    console.log(`${name}, ${kind}: ${each.length} ends, ${mean} ms of curve lost on average, ${Math.max(...each)} at most, more than a second ${late} times`);
  }
}
afterAll(() => say('all', all));

const CHOSEN = RUNS.slice(0, ASKED === undefined ? 1 : RUNS.length);
const EACH = Math.ceil(TIMES / CHOSEN.length);
const LIMIT = { timeout: 600_000 + EACH * 180_000 };

test.each(CHOSEN)(`a run whose tab, worker or browser ends, whenever, is kept whole and goes on bit for bit: %s, seed ${SEED}`, LIMIT, async (name, link) => {
  const rng = new Rng(SEED, `kills ${name}`);
  const first = await come(OVER);
  await first.locator('#run').click();
  await statusIs(first, 'finished');
  await expect.poll(async () => (await shelfOf(first)).map(({ entry }) => readEntry(entry)?.end.reason)).toEqual(['steps']);
  await first.close();
  let page = await come(link);
  const [{ id }] = (await shelfOf(page)) as [OnShelf];
  const [other] = (await shelfOf(page, [id])) as [OnShelf];
  const lost = none();
  /** What the page had at any time, and has to be what the undisturbed run has. */
  const had: Curves[] = [];
  const left = Object.keys(KINDS).flatMap((kind) => Array.from({ length: EACH }, () => kind as Kind));
  await page.locator('#run').click();
  looks = [];
  while (left.length > 0) {
    const [kind] = left.splice(rng.integer(left.length), 1) as [Kind];
    await page.waitForTimeout(rng.uniform() * LONGEST);
    const before = await curves(page);
    had.push(before);
    await KINDS[kind](page);
    const seen = looks;
    looks = [];
    if (kind === 'worker') {
      await passes(page, lastOf(before));
      had.push(await curves(page));
      lost.worker.push(0);
      continue;
    }
    if (kind === 'browser') await profile.enter();
    else await page.close();
    const back = await comeBack(link, other, seen.at(-1)?.written ?? -1);
    page = back.page;
    had.push(back.found);
    lost[kind].push(lostMs(seen, lastOf(back.found)));
  }
  await passes(page, lastOf(await curves(page)) + 50);
  had.push(await curves(page));
  await page.close();
  const whole = await undisturbed(link, Math.max(...had.map(lastOf)));
  expect(had.map((some) => differing(some, whole)).filter((difference) => difference !== null)).toEqual([]);
  expect(lastOf(whole)).toBeGreaterThan(0);
  say(name, lost);
  for (const kind of Object.keys(KINDS) as Kind[]) all[kind].push(...lost[kind]);
});
