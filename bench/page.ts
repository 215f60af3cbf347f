/**
 * The page as a newcomer has it: headless Chromium without GPU flags, the built page, Run pressed. Prints what the curves did, how long it
 * took, and how the main thread fared.
 *
 *   npm run bench:page -- [--seeds 1,2,3,4,5] [--json]
 *
 * Without --seeds the untouched page runs, with its own seed. Exits 1 when a figure that the page promises is not reached.
 */
import { chromium, type Browser, type Page } from 'playwright-core';
import { preview } from 'vite';
import type { Console } from '../src/store/console.ts';
import { traceTasks } from './mainThread.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

interface Figures {
  readonly seed: number;
  /** Steps; null when never reached. */
  readonly train99: number | null;
  readonly val50: number | null;
  readonly val99: number | null;
  readonly valAtTrain99: number;
  readonly peakNorm: number;
  readonly endNorm: number;
  /** From Run to validation ≥ 99 %. */
  readonly seconds: number | null;
  readonly stepsPerSecond: number;
  /** Redraws per second while training, of the slowest chart that has something new at every evaluation. */
  readonly chartsPerSecond: number;
  /** The same for every chart; local complexity is measured on a coarser schedule. */
  readonly eachChart: string;
  /** Most processor time of a main-thread task after Run, milliseconds. */
  readonly longestTask: number;
  /** The same in wall time, as PerformanceObserver reports it from 50 ms on: on a shared machine it includes waiting for a core. */
  readonly longestTaskWall: number;
  readonly longTasks: number;
  /** When they began, in seconds after Run. */
  readonly longTasksAt: string;
  /** Longest time from an input event to the next frame, milliseconds. */
  readonly inputLatency: number;
}

/** Installed before the page: counts long tasks, and how often each chart's curves change. */
function instrument(): void {
  const seen = { tasks: [] as { start: number; duration: number }[], redraws: new Map<Element, number>() };
  Object.assign(globalThis, { __seen: seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push({ start: entry.startTime, duration: entry.duration });
  }).observe({ type: 'longtask', buffered: true });
  addEventListener('DOMContentLoaded', () => {
    const observer = new MutationObserver((mutations) => {
      const charts = new Set<Element>();
      for (const { target } of mutations) {
        const chart = target instanceof Element && target.matches('.curve') ? target.closest('figure.chart') : null;
        if (chart !== null) charts.add(chart);
      }
      for (const chart of charts) seen.redraws.set(chart, (seen.redraws.get(chart) ?? 0) + 1);
    });
    observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['d'] });
  });
}

interface Seen {
  readonly tasks: { start: number; duration: number }[];
  readonly redraws: Map<Element, number>;
}

declare global {
  var __seen: Seen;
  var grokscope: Console;
}

/** Presses a button that changes nothing and waits for the next frame: what a click would feel. */
async function inputLatency(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        // A message reaches the page as an input event would: through the task queue, behind whatever runs.
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => requestAnimationFrame(() => resolve(performance.now() - start)));
        port1.start();
        port2.postMessage(null);
      }),
  );
}

async function runPage(browser: Browser, url: string, seed: number | null): Promise<Figures> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(instrument);
  await page.goto(seed === null ? url : `${url}#preset=default&seed=${seed}`);
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await run.waitFor();
  await page.waitForTimeout(1000);
  const longestTaskSince = await traceTasks(page);
  const pressed = await page.evaluate(() => performance.now());
  const started = Date.now();
  await run.click();
  let latency = 0;
  let grokkedAt: number | null = null;
  let done = false;
  let memorising = 0;
  const redrawsAt = async (): Promise<Map<string, number>> =>
    new Map(
      await page.evaluate(() =>
        [...globalThis.__seen.redraws].map(([chart, count]): [string, number] => [
          chart.querySelector('h2,h3,figcaption')?.textContent?.slice(0, 10) ?? '',
          count,
        ]),
      ),
    );
  let first = new Map<string, number>();
  while (!done && Date.now() - started < 300_000) {
    await page.waitForTimeout(250);
    latency = Math.max(latency, await inputLatency(page));
    const now = await page.evaluate(() => ({ ...globalThis.grokscope.status(), last: globalThis.grokscope.curve('val.accuracy').at(-1)?.[1] ?? 0 }));
    if (now.step > 0 && memorising === 0) {
      memorising = Date.now();
      first = await redrawsAt();
    }
    if (grokkedAt === null && now.last >= 0.99) grokkedAt = Date.now();
    // Half the way again shows where the norm settles.
    done = now.status === 'finished' || now.status === 'diverged' || now.status === 'failed' || (grokkedAt !== null && Date.now() - grokkedAt > 3000);
  }
  const trained = (Date.now() - memorising) / 1000;
  const { ms: longestTask } = await longestTaskSince();
  const rates = [...(await redrawsAt())].map(([chart, count]): [string, number] => [chart, (count - (first.get(chart) ?? 0)) / trained]);
  const { train, val, norm, status, tasks } = await page.evaluate(
    (from) => ({
      train: globalThis.grokscope.curve('train.accuracy'),
      val: globalThis.grokscope.curve('val.accuracy'),
      norm: globalThis.grokscope.curve('weightNorm').map(([, value]) => value),
      status: globalThis.grokscope.status(),
      tasks: globalThis.__seen.tasks.filter((task) => task.start > from),
    }),
    pressed,
  );
  await page.close();
  const first99 = (curve: readonly [number, number][], least: number): number | null => curve.find(([, accuracy]) => accuracy >= least)?.[0] ?? null;
  const train99 = first99(train, 0.99);
  return {
    seed: seed ?? -1,
    train99,
    val50: first99(val, 0.5),
    val99: first99(val, 0.99),
    valAtTrain99: val.find(([step]) => step === train99)?.[1] ?? 1,
    peakNorm: Math.max(...norm),
    endNorm: norm.at(-1) ?? Number.NaN,
    seconds: grokkedAt === null ? null : (grokkedAt - started) / 1000,
    stepsPerSecond: status.step / (status.elapsed / 1000),
    chartsPerSecond: Math.min(...rates.filter(([chart]) => !chart.startsWith('Local')).map(([, rate]) => rate)),
    eachChart: rates.map(([chart, rate]) => `${chart} ${rate.toFixed(1)}`).join(', '),
    longestTask,
    longestTaskWall: Math.max(0, ...tasks.map((task) => task.duration)),
    longTasks: tasks.length,
    longTasksAt: tasks.map((task) => ((task.start - pressed) / 1000).toFixed(1)).join(' '),
    inputLatency: latency,
  };
}

/** What the page promises; an empty list when it keeps its word. */
function shortcomings(f: Figures, own: boolean): string[] {
  const [train99, val50, val99] = [f.train99, f.val50, f.val99].map((step) => step ?? Number.POSITIVE_INFINITY) as [number, number, number];
  const claims: [string, boolean][] = [
    ['validation ≥ 99 % within 5,000 steps', val99 <= 5000],
    ['validation ≤ 10 % when train reaches 99 %', f.valAtTrain99 <= 0.1],
    ['validation ≥ 50 % no sooner than 2.5× that step', val50 >= 2.5 * train99],
    ['weight norm at the end ≥ 10 % below its peak', f.endNorm <= 0.9 * f.peakNorm],
  ];
  if (own) {
    claims.push(
      ['validation ≥ 99 % within 60 s', (f.seconds ?? Number.POSITIVE_INFINITY) <= 60],
      ['at a step ≥ 10× that of train ≥ 99 %', val99 >= 10 * train99],
      ['charts at ≥ 5 Hz', f.chartsPerSecond >= 5],
      ['no main-thread task over 50 ms', f.longestTask <= 50],
      ['input answered within 100 ms', f.inputLatency <= 100],
    );
  }
  return claims.filter(([, kept]) => !kept).map(([claim]) => claim);
}

const args = process.argv.slice(2);
const seeds = args.includes('--seeds') ? (args[args.indexOf('--seeds') + 1] ?? '').split(',').map(Number) : [null];
const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const url = server.resolvedUrls?.local[0] ?? '';
const executablePath = process.env['GROKSCOPE_BROWSER'] ?? process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: FLAGS });
const results: (Figures & { shortcomings: string[] })[] = [];
for (const seed of seeds) {
  const figures = await runPage(browser, url, seed);
  results.push({ ...figures, shortcomings: shortcomings(figures, seed === null) });
}
await browser.close();
await server.close();
if (args.includes('--json')) console.log(JSON.stringify(results));
else {
  for (const { shortcomings: missing, ...figures } of results) {
    console.table(figures);
    console.log(missing.length === 0 ? 'All figures reached.' : `Not reached: ${missing.join('; ')}`);
  }
}
process.exitCode = results.some((result) => result.shortcomings.length > 0) ? 1 : 0;
