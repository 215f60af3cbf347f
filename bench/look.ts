/** What the benches of looks share: a look worked out to its end, how long it takes, and the networks that a run file kept. */
import { readFileSync } from 'node:fs';
import type { Device } from '../src/engine/backend/device.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import { looks, type AnswerOf, type LookId, type QuestionOf } from '../src/engine/looks/index.ts';
import { networkAt, type LookDef, type NetworkAt } from '../src/engine/looks/look.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { readRunFile } from '../src/engine/runfile/read.ts';
import type { Text } from '../src/engine/text.ts';
import { CASES, configOf } from './cases.ts';
import { median } from './pairing.ts';

const TIMES = 25;

const WIDE = CASES.find(({ id }) => id === 'transformer-113') as (typeof CASES)[number];

export interface Network {
  readonly title: string;
  readonly config: RunConfig;
}

/** The two that looks are held to. */
export const DEFAULT: Network = { title: 'defaults (p43 d64 ff128)', config: configOf({}) };
export const LARGE: Network = { title: WIDE.title, config: WIDE.config };

/** As a run of the config begins. */
export const freshOf = ({ config }: Pick<Network, 'config'>): NetworkAt => networkAt(config, datasetOf(config), null);

/** @throws Error where there is nothing to see */
export function seenAt<K extends LookId>(
  look: K,
  network: NetworkAt,
  question: QuestionOf<K>,
  device?: Device,
): Exclude<AnswerOf<K>, { readonly problem: Text }> {
  const work = (looks[look] as unknown as LookDef<QuestionOf<K>, AnswerOf<K>>).look(network, question, device);
  for (;;) {
    const next = work.next();
    if (next.done !== true) continue;
    const seen = next.value as object;
    if ('problem' in seen) throw new Error((seen.problem as Text).en);
    return seen as Exclude<AnswerOf<K>, { readonly problem: Text }>;
  }
}

/** Milliseconds: the first before the compiler has seen it, the fastest where nothing else runs. */
export interface Times {
  readonly first: number;
  readonly best: number;
  readonly median: number;
}

export function timesOf(work: () => unknown, times = TIMES): Times {
  const all = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return { first: all[0] as number, best: Math.min(...all), median: median(all) };
}

export interface Timed extends Times {
  readonly title: string;
  /** Most milliseconds that it may take. */
  readonly most: number;
}

/** What is too slow, each in a line. */
export const slowOf = (what: string, times: readonly Timed[]): string[] =>
  times.flatMap(({ title, best, most }) => (best <= most ? [] : [`${what} of ${title}, ms: ${best.toFixed(1)}, wanted at most ${most}`]));

/** Every network that a run file kept. */
export function keptIn(name: string): NetworkAt[] {
  const read = readRunFile(readFileSync(name));
  if (!read.ok) throw new Error(`${name}: ${read.problems.map(({ expected }) => expected.en).join(' ')}`);
  const { config, snapshots } = read.file;
  const dataset = datasetOf(config);
  return snapshots.map((snapshot) => networkAt(config, dataset, snapshot));
}
