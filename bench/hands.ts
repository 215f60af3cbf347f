/**
 * The page in readers' hands: it is loaded, every lens is opened, keys are pressed, presets are chosen, the language changes, before and while a network
 * trains. Prints the most processor time that any task of the main thread took meanwhile, and what it went into.
 *
 *   npm run bench:hands -- [--slow 1,6] [--only newcomer,phone] [--repeat 3] [--check] [--json]
 *
 * `--slow` makes the page's own thread as many times slower: 6 is a school laptop. No task may take more than 50 ms as it is, and 200 ms where it is six times
 * as slow. A visit in which one does is made again, up to `--repeat` times, and what counts is each deed at its best.
 */
import { chromium, type Browser, type Page } from 'playwright-core';
import { preview } from 'vite';
import { VISITS, type Deed, type Visit } from './deeds.ts';
import { traceTasks, type Task } from './mainThread.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** How long is followed what a deed began that says nothing of it, and a load, in milliseconds. */
const REST = 1500;
const LOAD = 4000;

const most = (slow: number): number => (slow === 1 ? 50 : 200 * (slow / 6));

interface Found extends Task {
  readonly visit: string;
  readonly slow: number;
  readonly deed: string;
}

async function during(page: Page, act: () => Promise<unknown>, rest: number): Promise<Task> {
  const end = await traceTasks(page);
  await act();
  await page.waitForTimeout(rest);
  return end();
}

/** Presses as a hand would, through the browser alone: whatever else asked the page would be in its tasks. */
async function deedDone(page: Page, { on, keys = [], rest = REST }: Deed): Promise<Task> {
  let at: { readonly x: number; readonly y: number } | null = null;
  if (on !== undefined) {
    const what = on(page);
    await what.scrollIntoViewIfNeeded();
    const box = await what.boundingBox();
    if (box === null) throw new Error('it is not there');
    at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  const act = async (): Promise<void> => {
    if (at !== null) await page.mouse.click(at.x, at.y);
    for (const key of keys) await page.keyboard.press(key);
  };
  return during(page, act, rest);
}

async function visited(browser: Browser, url: string, name: string, { hash, size, deeds }: Visit, slow: number): Promise<readonly Found[]> {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB' });
  const page = await context.newPage();
  if (slow !== 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slow });
  const found: Found[] = [];
  const note = (deed: string, task: Task): unknown => found.push({ visit: name, slow, deed, ...task });
  note('load', await during(page, () => page.goto(`${url}${hash}`), LOAD));
  await page.locator('#run').waitFor();
  for (const deed of deeds) {
    try {
      note(deed.name, await deedDone(page, deed));
    } catch (error) {
      throw new Error(`${name}, ${deed.name}`, { cause: error });
    }
  }
  await context.close();
  return found;
}

const args = process.argv.slice(2);
const after = (flag: string, usual: string): string => (args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? usual) : usual);
const names = after('--only', Object.keys(VISITS).join(',')).split(',');
const repeats = Number(after('--repeat', '3'));
const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: process.env['GROKSCOPE_BROWSER'] ?? '/usr/bin/chromium', args: FLAGS });
const results: Found[] = [];
for (const slow of after('--slow', '1,6').split(',').map(Number)) {
  for (const name of names) {
    const visit = VISITS[name];
    if (visit === undefined) throw new Error(`no visit «${name}»`);
    let best: readonly Found[] = [];
    for (let i = 0; i < repeats && (i === 0 || best.some(({ ms }) => ms > most(slow))); i++) {
      const found = await visited(browser, server.resolvedUrls?.local[0] ?? '', name, visit, slow);
      best = found.map((task, k) => (task.ms < (best[k]?.ms ?? Infinity) ? task : (best[k] ?? task)));
    }
    results.push(...best);
    if (!args.includes('--json'))
      for (const { deed, ms, into } of best) console.log(`${slow}× ${name.padEnd(10)} ${ms.toFixed(1).padStart(7)} ms  ${deed}  [${into}]`);
  }
}
await browser.close();
await server.close();
if (args.includes('--json')) console.log(JSON.stringify(results));
const over = results.filter(({ slow, ms }) => ms > most(slow));
const verdict =
  over.length === 0
    ? 'No task over 50 ms, or 200 ms at six times as slow.'
    : `Too long:\n${over.map(({ slow, visit, deed, ms }) => `  ${slow}× ${visit}, ${deed}: ${ms.toFixed(0)} ms`).join('\n')}`;
console.error(verdict);
if (args.includes('--check') && over.length > 0) process.exitCode = 1;
