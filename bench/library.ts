/**
 * Five hundred kept runs: the page is loaded with them in the browser's database, and their drawer is opened. The built page in headless Chromium.
 *
 *   npm run bench:library -- [--runs 500] [--times 7] [--slow 1] [--json] [--check]
 *
 * A run of the default's size is trained for a moment and kept; the others are it under other names, dates and settings, each with its curves and a
 * snapshot. What counts is the time from the press to the first frame in which as many rows stand as the window shows, and the longest task of the page until all of them do.
 * Then something is looked for in them, letter by letter: the time from a letter to the frame that shows what it finds.
 * --check exits 1 where the median of the first is 300 ms or more, or that of the slowest letter is more, or a task of opening takes more than 50 ms.
 */
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { traceTasks } from './mainThread.ts';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** Milliseconds until the list stands, and of a task. */
const MOST = 300;
const MOST_TASK = 50;

/** Rows that such a window shows. */
const SHOWN = 8;

const args = process.argv.slice(2);
const options = optionsOf(args);
const after = (flag: string, usual: number): number => (args.includes(flag) ? Number(args[args.indexOf(flag) + 1]) : usual);
const [runs, times, slow] = [after('--runs', 500), after('--times', 7), after('--slow', 1)];

/** Copies the run that is kept until there are so many. */
const fill = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (wanted) => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('the database refuses')));
      });
    const db = await done(indexedDB.open('grokscope-runs-1'));
    const store = () => db.transaction('parts', 'readwrite').objectStore('parts');
    const [keys, values] = [(await done(store().getAllKeys())) as IDBValidKey[][], await done(store().getAll())];
    const parts = keys.map((key, i) => ({ key, value: values[i] as Record<string, unknown> }));
    const entry = parts.find(({ key }) => key[0] === 'entry');
    const points = parts.filter(({ key }) => key[0] === 'points');
    const snapshot = parts.findLast(({ key }) => key[0] === 'snapshot');
    if (entry === undefined || snapshot === undefined) throw new Error('nothing is kept');
    for (let i = 1; i < wanted; i++) {
      const [id, copy, target] = [`bench-${i}`, structuredClone(entry.value) as { run: { config: { seed: number; optimizer: { lr: number } } } }, store()];
      copy.run.config.seed = i;
      copy.run.config.optimizer.lr *= 1 + (i % 7) / 10;
      const changed = Date.now() - i * 3_600_000;
      target.put(
        { ...copy, id, name: i % 5 === 0 ? `Run no. ${i}` : null, began: changed, changed, seen: changed, visit: `visit-${i}`, front: false, place: null },
        ['entry', id],
      );
      for (const { key, value } of points) target.put(value, ['points', id, key[2] as number]);
      target.put(snapshot.value, ['snapshot', id, snapshot.key[2] as number]);
    }
    await done(store().count());
    db.close();
  }, count);

interface Opening {
  /** Milliseconds from the press to a frame with as many rows as the window shows, and until all rows are there. */
  readonly first: number;
  readonly all: number;
  readonly rows: number;
}

/** Presses the button, as a hand would; what watches for rows was there before. */
async function opened(page: Page, count: number): Promise<Opening> {
  await page.evaluate(
    ([wanted, shown]) => {
      const seen = { pressed: 0, first: 0, all: 0 };
      Object.assign(globalThis, { __drawer: seen });
      addEventListener('pointerdown', ({ timeStamp }) => (seen.pressed = timeStamp), { once: true, capture: true });
      const look = (): void => {
        const rows = document.querySelectorAll('.library-run').length;
        // Two frames: in the first it is drawn, at the second it stands.
        if (rows >= shown && seen.first === 0) requestAnimationFrame(() => (seen.first = performance.now()));
        if (rows < wanted) requestAnimationFrame(look);
        else requestAnimationFrame(() => (seen.all = performance.now()));
      };
      requestAnimationFrame(look);
    },
    [count, Math.min(count, SHOWN)] as const,
  );
  await page.getByRole('button', { name: 'Kept runs' }).click();
  await page.waitForFunction(() => (globalThis as unknown as { __drawer: { all: number } }).__drawer.all > 0, null, { timeout: 60_000 });
  const { pressed, first, all } = await page.evaluate(() => (globalThis as unknown as { __drawer: { pressed: number; first: number; all: number } }).__drawer);
  return { first: first - pressed, all: all - pressed, rows: await page.locator('.library-run').count() };
}

const TYPED = ['w', 'wei', 'weight', 'weight decay', 'weight decay 1', 'weight decay 1 seed', 'weight decay 1 seed 44', ''];

/** The longest time from a letter to the second frame after it, when all rows are there. */
async function looked(page: Page): Promise<number> {
  const took: number[] = [];
  for (const typed of TYPED) {
    const ms = await page.evaluate(
      (value) =>
        new Promise<number>((resolve) => {
          const field = document.querySelector<HTMLInputElement>('.library-search input');
          const began = performance.now();
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
          field?.dispatchEvent(new Event('input', { bubbles: true }));
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
        }),
      typed,
    );
    took.push(ms);
    if (typed.endsWith('44') && (await page.locator('.library-runs li:not([hidden])').count()) !== 1) throw new Error(`${typed} is not found`);
  }
  return Math.max(...took);
}

const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: process.env['GROKSCOPE_BROWSER'] ?? '/usr/bin/chromium', args: FLAGS });
const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-GB' });
const page = await context.newPage();
await page.goto(`${url}#preset=default&steps=300`);
await page.locator('#run').click();
await page.waitForFunction(() => globalThis.grokscope.status().status === 'finished', null, { timeout: 120_000 });
// It is written within a second.
await page.waitForTimeout(3000);
await fill(page, runs);
if (slow !== 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slow });

const loads: number[] = [];
const openings: (Opening & { readonly task: number; readonly into: string; readonly letter: number })[] = [];
for (let i = 0; i < times; i++) {
  await page.goto('about:blank');
  const endLoad = await traceTasks(page);
  await page.goto(url);
  await page.locator('#run').waitFor();
  await page.waitForTimeout(4000);
  const load = await endLoad();
  loads.push(load.ms);
  const end = await traceTasks(page);
  const opening = await opened(page, runs);
  const { ms, into } = await end();
  const letter = await looked(page);
  openings.push({ ...opening, task: ms, into, letter });
  if (!options.json)
    console.log(
      `${i + 1}: rows after ${opening.first.toFixed(0)} ms, all ${opening.rows} after ${opening.all.toFixed(0)}; longest task ${ms.toFixed(1)} [${into}]; slowest letter ${letter.toFixed(0)}; in loading ${load.ms.toFixed(1)} [${load.into}]`,
    );
}
await browser.close();
await server.close();

const where = machine(`Chromium ${browser.version()}`);
const [first, all, task, letter] = [
  openings.map((one) => one.first),
  openings.map((one) => one.all),
  openings.map((one) => one.task),
  openings.map((one) => one.letter),
];
const missed = [
  ...(median(first) < MOST ? [] : [`the list of ${runs} runs stands after ${median(first).toFixed(0)} ms, wanted less than ${MOST}`]),
  ...(median(letter) < MOST ? [] : [`a letter takes ${median(letter).toFixed(0)} ms to be looked for, wanted less than ${MOST}`]),
  ...(median(task) <= MOST_TASK ? [] : [`a task of ${median(task).toFixed(0)} ms while it comes, wanted at most ${MOST_TASK}`]),
];
finish(
  options,
  { machine: where, runs, openings, loads },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, load ${where.load}; ${runs} kept runs, opened ${times} times, ${slow}× slower`,
    '',
    tableOf(
      ['ms', 'median', 'worst'],
      [
        ['first rows stand', median(first), Math.max(...first)],
        ['all rows stand', median(all), Math.max(...all)],
        ['slowest letter', median(letter), Math.max(...letter)],
        ['longest task, opening', median(task), Math.max(...task)],
        ['longest task, loading', median(loads), Math.max(...loads)],
      ],
    ),
  ],
  missed,
);
