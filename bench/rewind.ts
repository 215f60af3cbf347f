/**
 * A run is rewound while it trains: how often a lens shows another moment of those that are kept, how soon a step between two of them is exact, and
 * what training loses meanwhile. The built page in headless Chromium, as a reader has it.
 *
 *   npm run bench:rewind -- [--hash 'preset=default&steps=100000'] [--from 600] [--rounds 3] [--check]
 */
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { FLAGS, speedDuring } from './speed.ts';

/** How long each thing is measured, in milliseconds. */
const SPAN = 4000;
/** Between two keys of somebody who moves through a run: as fast as keyboards repeat, whatever the page makes of them. */
const KEYS_MS = 30;

const args = process.argv.slice(2);
const after = (flag: string, usual: string): string => (args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? usual) : usual);
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Goes along kept moments for a while. @returns answers of the lens a second. */
const scrub = (page: Page): Promise<number> =>
  page.evaluate(
    async ([span, every]) => {
      const track = document.querySelector('.timeline-track');
      if (track === null) throw new Error('no timeline');
      const seen = globalThis as unknown as { answers: number };
      const [began, before] = [performance.now(), seen.answers];
      let key = 'ArrowLeft';
      let next = began;
      while (performance.now() - began < span) {
        track.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        if (Number(track.getAttribute('aria-valuenow')) <= 0) key = 'ArrowRight';
        if (track.getAttribute('aria-valuetext') === 'latest') key = 'ArrowLeft';
        next = Math.max(next + every, performance.now());
        await new Promise((resolve) => setTimeout(resolve, next - performance.now()));
      }
      return ((seen.answers - before) / (performance.now() - began)) * 1000;
    },
    [SPAN, KEYS_MS] as const,
  );

/** Chooses an evaluated step that is not kept. @returns milliseconds until its own network is there, and how many updates it is from a kept one. */
const exact = (page: Page, share: number): Promise<{ readonly ms: number; readonly step: number }> =>
  page.evaluate(async (at) => {
    const track = document.querySelector<HTMLElement>('.timeline-track');
    if (track === null) throw new Error('no timeline');
    const { left, width, top } = track.getBoundingClientRect();
    const began = performance.now();
    const where = { clientX: left + at * width, clientY: top + 10, pointerId: 1, buttons: 1, bubbles: true };
    track.setPointerCapture = () => undefined;
    track.dispatchEvent(new PointerEvent('pointerdown', where));
    for (;;) {
      const said = document.querySelector('.clock-network')?.textContent ?? '';
      if (/exactly/.test(said)) break;
      if (/as it was kept/.test(said)) return { ms: 0, step: 0 };
      if (performance.now() - began > 20_000) throw new Error(`no exact step: ${said}`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return { ms: performance.now() - began, step: Number(track.getAttribute('aria-valuenow')) };
  }, share);

const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: process.env['GROKSCOPE_BROWSER'] ?? '/usr/bin/chromium', args: FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
await page.addInitScript(() => {
  const seen = globalThis as unknown as { answers: number };
  seen.answers = 0;
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name === 'looks')
        this.addEventListener('message', ({ data }) => void (JSON.stringify(data?.type ?? '').includes('answer') && seen.answers++));
    }
  };
});
await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#${after('--hash', 'preset=default&steps=100000')}&lens=examples`);
await page.locator('#run').click();
const from = Number(after('--from', '600'));
await page.waitForFunction((step) => globalThis.grokscope.status().step >= step, from, { timeout: 600_000 });

const rounds = Number(after('--rounds', '3'));
const rates: number[] = [];
const losses: number[] = [];
const escape = (): Promise<void> => page.locator('.timeline-track').press('Escape');
for (let i = 0; i < rounds; i++) {
  const before = await speedDuring(page, () => page.waitForTimeout(SPAN));
  let rate = 0;
  const during = await speedDuring(page, async () => (rate = await scrub(page)));
  await escape();
  const behind = await speedDuring(page, () => page.waitForTimeout(SPAN));
  rates.push(rate);
  losses.push(1 - during / ((before + behind) / 2));
  console.log(`round ${i + 1}: ${rate.toFixed(1)} answers/s; ${during.toFixed(0)} steps/s, ${before.toFixed(0)} before and ${behind.toFixed(0)} after`);
}
const waits: number[] = [];
for (const share of [0.553, 0.561, 0.57, 0.579, 0.588, 0.596, 0.605, 0.613, 0.622, 0.631]) {
  await escape();
  const { ms, step } = await exact(page, share);
  if (ms > 0) waits.push(ms);
  console.log(ms === 0 ? 'a kept one' : `exact at step ${step}: ${ms.toFixed(0)} ms`);
  await page.waitForTimeout(500);
}
await browser.close();
await server.close();
const [rate, lost, wait] = [median(rates), median(losses), median(waits)];
console.log(
  `medians: ${rate.toFixed(1)} answers/s, training ${(100 * lost).toFixed(1)} % slower, exact after ${wait.toFixed(0)} ms, at most ${Math.max(...waits).toFixed(0)}`,
);
if (args.includes('--check') && !(rate >= 30 && lost <= 0.1 && Math.max(...waits) <= 300)) process.exitCode = 1;
