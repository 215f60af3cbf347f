/**
 * Each thing that the page asks for once fails, once never comes and once comes late: the page goes on by itself, or says so and what it offers
 * works; in the end everything is there. One of each visit, by a seed; GROKSCOPE_WAITS=. tries all, =Examples those that name it.
 */
import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Rng } from '../../src/engine/rng.ts';
import { flaws, lacks } from './blank.ts';
import { launch, watch, type Watched } from './browser.ts';
import { hurry } from './hurry.ts';
import { seat } from './reader.ts';

const WANTED = process.env['GROKSCOPE_WAITS'];
/** How many times as fast long waits run while something is missing. */
const HURRY = 40;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const url = inject('pageUrl');

interface Visit {
  readonly name: string;
  readonly hash: string;
  /** Runs in the page, again and again. Returns whether all is as it should be. */
  readonly goal: () => boolean;
}

const SMALL = { 'task.p': '13', 'model.width': '16', 'probes.localComplexity.measure': 'off', steps: '1000000' };
const hashOf = (preset: string, fields: Readonly<Record<string, string>>): string => `#preset=${preset}&${new URLSearchParams(fields)}`;

const VISITS: readonly Visit[] = [
  { name: 'a run', hash: hashOf('default', { ...SMALL, 'model.ffn': '16' }), goal: () => globalThis.reader.runs() },
  {
    name: 'digits and their examples',
    hash: hashOf('digits-alpha-1', { 'model.width': '16', 'probes.localComplexity.measure': 'off', steps: '1000000' }),
    goal: () => globalThis.reader.runs() && globalThis.reader.sees('What it knows', '.examples'),
  },
  {
    name: 'regions',
    hash: hashOf('mlp-fast', SMALL),
    goal: () => globalThis.reader.runs() && globalThis.reader.sees('Regions', '.regions-count'),
  },
  {
    name: 'less data',
    hash: hashOf('data-size', { ...SMALL, steps: '300' }),
    goal: () => globalThis.reader.sees('Less data', '.amounts') && globalThis.reader.starts('^(not by|now at) [1-9]'),
  },
  {
    name: 'a landscape',
    hash: hashOf('lu-modular', { ...SMALL, 'model.ffn': '16', 'landscape.steps': '40', 'landscape.alphaCount': '5' }),
    goal: () => globalThis.reader.sees('LU landscape', '.lu') && globalThis.reader.starts('^[1-9] of 5 points'),
  },
];

/** One request: a file, and for the how manieth time it is asked for. */
interface Asked {
  readonly file: string;
  readonly nth: number;
}
const MODES = ['fails', 'hangs', 'is late'] as const;
interface Fault extends Asked {
  readonly visit: Visit;
  readonly mode: (typeof MODES)[number];
}

const nameOf = ({ file, nth }: Asked): string => `${file.slice(url.length)} (${nth})`;

/** What the browser itself says of a file that did not come. */
const NETWORK = /ERR_FAILED|Failed to (fetch|load)|Unable to (pre)?load|error loading dynamically imported|NetworkError/;

/** Goes through a visit in which a request fares as `fault` says. Returns all that is asked for, in order. */
async function go(visit: Visit, fault: Omit<Fault, 'visit'> | null): Promise<Asked[]> {
  const watched = await watch(browser, url, { width: 1440, height: 900 });
  try {
    return await through(watched, visit, fault);
  } finally {
    await watched.page.close();
  }
}

async function through({ page, faults }: Watched, visit: Visit, fault: Omit<Fault, 'visit'> | null): Promise<Asked[]> {
  const heard = await seat(page);
  const clock = await hurry(page);
  const asked: Asked[] = [];
  let release: () => void = () => undefined;
  const answer = new Promise<void>((resolve) => (release = resolve));
  let struck = false;
  /** What comes late may be there without help in a moment: so many looks at the page. */
  let patience = fault?.mode === 'is late' ? 100 : 0;
  const strike = async (route: Route): Promise<void> => {
    struck = true;
    if (fault?.mode === 'fails') return route.abort();
    if (fault?.mode === 'hangs') return undefined;
    await answer;
    return route.continue();
  };
  await page.route(`${url}assets/**`, async (route) => {
    const file = route.request().url();
    const one = { file, nth: asked.filter((other) => other.file === file).length + 1 };
    asked.push(one);
    try {
      if (one.file === fault?.file && one.nth === fault.nth) await strike(route);
      else await (/\.worker-[^/]*\.js$/.test(file) ? clock.worker(route) : route.continue());
    } catch {
      // The page has gone on without it.
    }
  });
  const where = `${visit.name}, ${fault === null ? 'whole' : `${nameOf(fault)} ${fault.mode}`}`;
  await page.goto(`${url}${visit.hash}`, { waitUntil: 'commit' });
  await expect
    .poll(
      async () => {
        const done = await page.evaluate(visit.goal).catch(() => false);
        // What runs may still lack a part that says so, and offers to try again.
        if (done && (fault === null || struck) && (await lacks(page)).length === 0) return 'done';
        if (struck) await clock.by(heard.size > 0 ? 1 : HURRY);
        if (heard.size > 0) {
          release();
          if (patience-- <= 0) await page.evaluate(() => globalThis.reader.goesOn()).catch(() => null);
        }
        return `${[...heard].join(' ')} ${struck}`;
      },
      { message: fault === null ? visit.name : `${visit.name}: ${nameOf(fault)} ${fault.mode}` },
    )
    .toBe('done');
  release();
  const uncaught = faults.filter((one) => fault === null || !NETWORK.test(one));
  expect({ where, uncaught, flaws: await flaws(page, where) }).toEqual({ where, uncaught: [], flaws: [] });
  return asked;
}

/** Whatever is asked for, each in the first visit in which it is. */
async function everything(): Promise<Fault[]> {
  const seen = new Set<string>();
  const found: Fault[] = [];
  for (const visit of VISITS) {
    for (const one of await go(visit, null)) {
      if (seen.has(nameOf(one))) continue;
      seen.add(nameOf(one));
      for (const mode of MODES) found.push({ ...one, visit, mode });
    }
  }
  return found;
}

test('whatever is asked for, and however it fares: the page goes on, or says so and can be helped', { timeout: 3_600_000 }, async () => {
  const found = await everything();
  const rng = new Rng(17, 'waits');
  const some = (of: readonly Fault[]): Fault[] => of.slice(0, 1).map(() => of[rng.integer(of.length)] as Fault);
  const chosen =
    WANTED === undefined
      ? VISITS.flatMap((visit, i) => some(found.filter((one) => one.visit === visit && one.mode === MODES[i % MODES.length])))
      : found.filter((one) => new RegExp(WANTED).test(`${one.visit.name}: ${nameOf(one)} ${one.mode}`));
  const wrong: string[] = [];
  for (const fault of chosen) {
    await go(fault.visit, fault).catch((error: unknown) => wrong.push(`${String(error)} ${JSON.stringify(error)}`));
    console.log(`${fault.visit.name}: ${nameOf(fault)} ${fault.mode}`);
  }
  console.log(`${chosen.length} of ${found.length} faults`);
  expect(wrong).toEqual([]);
});
