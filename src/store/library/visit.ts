/** What a visit begins with: the bench of the last one, where the address asks for nothing else. */
import { parseConfig } from '../../engine/config/parse.ts';
import { differences } from '../../engine/config/differences.ts';
import { strangeChoice } from '../origin.ts';
import type { Page } from '../page.ts';
import type { Run } from '../run.ts';
import { askAs, requestWith } from '../kernels.ts';
import { askedOf, type Entry } from './entry.ts';

/** Runs that come back by themselves, the latest. */
const MOST = 16;

type Visited = Pick<Page, 'config' | 'bench' | 'library'>;

/** Brings runs back, one of them in front. @param asked whether its settings come into the form. */
async function open({ config, bench, library }: Visited, entries: readonly Entry[], front: Entry, asked = true): Promise<Run | null> {
  const { choice } = config.store.getState();
  // The next choice is that of the run in front; the others are of none that this page has seen.
  await library.open(entries, front, (entry) => ({ basedOn: entry.run.preset, choice: asked && entry === front ? config.nextChoice() : strangeChoice() }));
  const run = bench.store.getState().runs.find(({ id }) => id === front.id) ?? null;
  if (run === null || !asked || config.store.getState().choice !== choice) return run;
  config.adopt({ ...config.store.getState(), config: run.store.getState().asked }, run.origin.basedOn, run.plan);
  askAs(bench, run);
  return run;
}

/** Brings a run of the list to the front. */
export async function openRun(page: Visited, entry: Entry): Promise<void> {
  const on = page.bench.store.getState().runs.find(({ id }) => id === entry.id);
  const run = on ?? (await open(page, [entry], entry));
  if (run !== null) page.bench.bringToFront(run);
}

/** Whether an address asks for what a kept run began with, and for its kernels. */
function asksFor({ config, bench }: Visited, entry: Entry): boolean {
  const parsed = parseConfig(entry.run.config);
  const { request } = bench.store.getState();
  return parsed.ok && requestWith({ request: askedOf(entry) }, request) === request && differences(parsed.config, config.store.getState().config).length === 0;
}

/**
 * @param bare whether the address says nothing.
 * @param again whether this page was here before: loaded anew, or come back to. Then its bench is what the reader had, whatever stood in the form.
 */
export async function comeBack(page: Visited, bare: boolean, again = false): Promise<void> {
  await page.library.begin();
  const all = page.library.lastBench();
  const front = all.find((entry) => entry.front) ?? all.at(-1);
  if (front === undefined) return;
  const others = new Set(all.filter((entry) => entry !== front).slice(1 - MOST));
  const before = all.filter((entry) => entry === front || others.has(entry));
  const { runs, coming } = page.bench.store.getState();
  // Whoever has begun something else by now, or was sent here, is not to find another run in its place.
  const free = runs.length === 0 && coming === null;
  const asked = bare || asksFor(page, front);
  if (free && (asked || again)) await open(page, before, front, asked);
  else if (front.end.reason === 'stopped') page.library.offer(front);
}
