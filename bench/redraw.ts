/**
 * One chart of eight runs of 5,000 steps, drawn anew: the processor time of the task that does it, in the built page in headless Chromium. All of its
 * curves are drawn anew where the step axis changes, and those of the run in front where it has news.
 *
 *   npm run bench:redraw -- [--times 20] [--json] [--check]
 *
 * --check exits 1 where all eight take 16 ms or more, by the median over the changes of the axis, of the chart that is slowest.
 */
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { median } from './pairing.ts';
import { traceAll } from './mainThread.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const HASH = '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=5000';
const RUNS = 8;
/** Milliseconds that a chart of eight may take: a frame. */
const MOST = 16;
const MARK = 'redrawn ';

const args = process.argv.slice(2);
const options = optionsOf(args);
const times = args.includes('--times') ? Number(args[args.indexOf('--times') + 1]) : 20;

/** Leaves a mark with a chart's name in the task in which its curves change: what observes a change is heard at the end of that very task. */
function instrument(mark: string): void {
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver((mutations) => {
      const charts = new Map<Element, Set<Node>>();
      for (const { target } of mutations) {
        const chart = target instanceof Element && target.matches('.curve') ? target.closest('figure.chart') : null;
        if (chart !== null) charts.set(chart, (charts.get(chart) ?? new Set()).add(target));
      }
      for (const [chart, curves] of charts)
        performance.mark(`${mark}${curves.size} ${chart.querySelector('h2,h3,figcaption')?.textContent?.slice(0, 16) ?? ''}`);
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['d'] });
  });
}

interface Redraw {
  readonly chart: string;
  readonly curves: number;
  readonly ms: number;
  readonly into: string;
}

async function redraws(page: Page, act: () => Promise<unknown>): Promise<readonly Redraw[]> {
  const end = await traceAll(page);
  await act();
  return (await end()).flatMap(({ ms, marks, into }) =>
    marks
      .filter((mark) => mark.startsWith(MARK))
      .map((mark) => {
        const [, curves = '', chart = ''] = /^redrawn (\d+) (.*)$/s.exec(mark) ?? [];
        return { chart, curves: Number(curves), ms, into: into() };
      }),
  );
}

const axis = (page: Page, name: string): Promise<void> => page.getByRole('radio', { name }).locator('..').click();
const ended = (page: Page): Promise<unknown> => page.waitForFunction(() => globalThis.grokscope.status().status === 'finished', null, { timeout: 300_000 });

const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: process.env['GROKSCOPE_BROWSER'] ?? '/usr/bin/chromium', args: FLAGS });
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' });
await page.addInitScript(instrument, MARK);
await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${HASH}`);
await page.locator('#run').click();
await ended(page);
let news: readonly Redraw[] = [];
for (let i = 1; i < RUNS; i++) {
  await page.keyboard.press('n');
  await page.waitForTimeout(300);
  const begin = async (): Promise<void> => {
    await page.locator('#run').click();
    // The run before stands in front until this one begins.
    await page.waitForFunction(() => globalThis.grokscope.status().status === 'running', null, { timeout: 300_000 });
    await page.waitForFunction(() => globalThis.grokscope.status().step > 2500, null, { timeout: 300_000 });
  };
  if (i < RUNS - 1) await begin();
  else news = await redraws(page, begin);
  await ended(page);
}
const whole = await redraws(page, async () => {
  for (let i = 0; i < times; i++) {
    await axis(page, i % 2 === 0 ? 'linear' : 'log');
    await page.waitForTimeout(1000);
  }
});
const points = await page.evaluate(() => globalThis.grokscope.curve('val.accuracy').length);
await browser.close();
await server.close();

interface Figures {
  readonly chart: string;
  readonly curves: number;
  readonly times: number;
  readonly median: number;
  readonly worst: number;
  readonly into: string;
}

/** By chart; of each the redraws of as many curves as most often change there. */
function figuresOf(all: readonly Redraw[]): readonly Figures[] {
  return [...new Set(all.map(({ chart }) => chart))].map((chart) => {
    const own = all.filter((one) => one.chart === chart);
    const curves = Math.max(...own.map((one) => one.curves));
    const ms = own.map((one) => one.ms);
    const worst = own.reduce((most, one) => (one.ms > most.ms ? one : most));
    return { chart, curves, times: own.length, median: median(ms), worst: worst.ms, into: worst.into };
  });
}

const [all, front] = [figuresOf(whole), figuresOf(news)];
const where = machine(`Chromium ${browser.version()}`);
const table = (title: string, figures: readonly Figures[]): string =>
  tableOf(
    [title, 'curves', 'times', 'ms, median', 'worst'],
    figures.map(({ chart, curves, times: count, median: middle, worst }) => [chart, String(curves), String(count), middle, worst]),
  );
const slowest = Math.max(...all.map((one) => one.median));
finish(
  options,
  { machine: where, points, all, front },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, load ${where.load}; ${RUNS} runs of 5,000 steps, ${points} points a curve`,
    '',
    table('all runs', all),
    '',
    table('news of the run in front', front),
    '',
    ...[...all, ...front].map(({ chart, worst, into }) => `  ${worst.toFixed(1)} ms, ${chart}: ${into}`),
  ],
  [
    ...(front.length > 0 ? [] : ['no news of the run in front was seen']),
    ...(slowest < MOST ? [] : [`a chart of ${RUNS} runs, ms: ${slowest.toFixed(1)}, wanted less than ${MOST}`]),
  ],
);
