/**
 * Lenses that follow a run as it trains: how many looks a second each shows, how long one takes from question to answer, and how fast the run trains
 * beside it, as a share of what it does with the lenses folded away just before and just after. The built page in headless Chromium, as a reader has it.
 *
 *   npm run bench:live -- [--hash 'preset=default&steps=100000'] [--from 600] [--rounds 3] [--only examples,circles] [--json] [--check]
 *
 * --check exits 1 when a lens shows fewer than 5 looks a second by the median, or training keeps less than 85 % of its speed.
 */
import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { median } from './pairing.ts';
import { finish, machine, optionsOf, tableOf } from './report.ts';
import { FLAGS, speedDuring } from './speed.ts';

/** How long each thing is measured, and how long a lens has before that, in milliseconds. */
const [SPAN, SETTLE] = [4000, 1500];
/** By the lens's id, its tab and the look that it follows the run by. */
const LENSES: Readonly<Record<string, { readonly tab: string; readonly look: string }>> = {
  examples: { tab: 'What it knows', look: 'answers' },
  circles: { tab: 'Circles', look: 'circles' },
  neurons: { tab: 'Neurons', look: 'neurons' },
  attention: { tab: 'Attention', look: 'attention' },
  ablation: { tab: 'Switch off', look: 'ablation' },
};

const args = process.argv.slice(2);
const after = (flag: string, usual: string): string => (args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? usual) : usual);

interface Counted {
  answers: { readonly look: string; readonly waited: number; readonly took: number }[];
}

/** Installed before the page: what goes to and comes from the worker that looks. */
function instrument(): void {
  const counted: Counted = { answers: [] };
  Object.assign(globalThis, { __counted: counted });
  const asked = new Map<number, { readonly look: string; readonly at: number }>();
  globalThis.Worker = class extends Worker {
    readonly #looks: boolean;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#looks = options?.name === 'looks';
      if (!this.#looks) return;
      this.addEventListener('message', ({ data }) => {
        const question = asked.get(data?.ask);
        if (data?.type !== 'answer' || question === undefined) return;
        asked.delete(data.ask);
        counted.answers.push({ look: question.look, waited: performance.now() - question.at, took: data.took });
      });
    }
    override postMessage(message: unknown, options?: StructuredSerializeOptions | Transferable[]): void {
      const { type, look, ask } = message as { readonly type?: string; readonly look: string; readonly ask: number };
      if (this.#looks && type === 'ask') asked.set(ask, { look, at: performance.now() });
      super.postMessage(message, options as StructuredSerializeOptions);
    }
  };
}

const take = (page: Page): Promise<Counted['answers']> =>
  page.evaluate(() => {
    const counted = (globalThis as unknown as { __counted: Counted }).__counted;
    const { answers } = counted;
    counted.answers = [];
    return answers;
  });

/** Opens or folds the lenses. */
const open = (page: Page, wanted: boolean): Promise<void> =>
  page.evaluate((isOpen) => {
    const button = document.querySelector<HTMLElement>('.lenses button[aria-expanded]');
    if (button?.getAttribute('aria-expanded') !== String(isOpen)) button?.click();
  }, wanted);

const show = async (page: Page, id: string): Promise<void> => {
  await open(page, true);
  await page.getByRole('tab', { name: LENSES[id]?.tab ?? id, exact: true }).click();
};

const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: process.env['GROKSCOPE_BROWSER'] ?? '/usr/bin/chromium', args: FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
await page.addInitScript(instrument);
await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#${after('--hash', 'preset=default&steps=100000')}`);
await page.locator('#run').click();
const from = Number(after('--from', '600'));
await page.waitForFunction((step) => globalThis.grokscope.status().step >= step, from, { timeout: 600_000 });

const only = after('--only', Object.keys(LENSES).join(',')).split(',');
const rounds = Number(after('--rounds', '3'));
const folded = async (): Promise<number> => {
  await open(page, false);
  await page.waitForTimeout(SETTLE);
  return speedDuring(page, () => page.waitForTimeout(SPAN));
};

interface Round {
  readonly id: string;
  readonly looks: number;
  readonly share: number;
  readonly alone: number;
  readonly waited: readonly number[];
  readonly took: readonly number[];
}

const all: Round[] = [];
for (let i = 0; i < rounds; i++) {
  let before = await folded();
  for (const id of only) {
    await show(page, id);
    await page.waitForTimeout(SETTLE);
    await take(page);
    const during = await speedDuring(page, () => page.waitForTimeout(SPAN));
    const answers = (await take(page)).filter(({ look }) => look === LENSES[id]?.look);
    const behind = await folded();
    const alone = (before + behind) / 2;
    all.push({
      id,
      looks: (answers.length / SPAN) * 1000,
      share: during / alone,
      alone,
      waited: answers.map(({ waited }) => waited),
      took: answers.map(({ took }) => took),
    });
    before = behind;
  }
}
await browser.close();
await server.close();

const rows = only.map((id) => {
  const own = all.filter((round) => round.id === id);
  return {
    id,
    looks: median(own.map(({ looks }) => looks)),
    share: median(own.map(({ share }) => share)),
    alone: median(own.map(({ alone }) => alone)),
    waited: median(own.flatMap(({ waited }) => waited)),
    longest: Math.max(...own.flatMap(({ waited }) => waited)),
    took: median(own.flatMap(({ took }) => took)),
  };
});
const where = machine('the built page in Chromium');
finish(
  optionsOf(args),
  { machine: where, lenses: rows },
  [
    `${where.host}, ${where.cpu}, ${where.cores} cores, ${where.memory}, load ${where.load}`,
    '',
    tableOf(
      ['lens', 'looks a second', 'training, % of its speed', 'steps/s without', 'ms, asked to answered', 'longest', 'ms of it at work'],
      rows.map(({ id, looks, share, alone, waited, longest, took }) => [id, looks, 100 * share, alone, waited, longest, took]),
    ),
  ],
  rows.flatMap(({ id, looks, share }) => [
    ...(looks >= 5 ? [] : [`${id}: ${looks.toFixed(1)} looks a second, wanted at least 5`]),
    ...(share >= 0.85 ? [] : [`${id}: training at ${(100 * share).toFixed(0)} % of its speed, wanted at least 85`]),
  ]),
);
