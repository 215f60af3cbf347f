/** What the command line prints of a run, a JSON object a line (cli/sink.ts), as the run that it was: with its curves and marks, and no network. */
import type { RunConfig } from '../config/config.ts';
import { isLivePatch, withPatch } from '../config/live.ts';
import { defaultConfig } from '../config/schema.ts';
import { parseConfig, problemsOf } from '../config/parse.ts';
import { nearestPreset } from '../presets/nearest.ts';
import { sized, type Problem } from '../problem.ts';
import type { RunEvent } from '../run/events.ts';
import { MILESTONES } from '../run/milestone.ts';
import { createRecord, type RunRecord } from '../run/record.ts';
import { problemsOfChange } from '../run/turns.ts';
import { Snapshots } from '../run/snapshots.ts';
import { text } from '../text.ts';
import { z } from '../zod.ts';
import { SERIES_KEY } from './curves.ts';
import { parseJson } from './json.ts';
import { refuse, Refused } from './refused.ts';
import { runFileOf, type RunFile } from './runfile.ts';
import { kernels, patch, step, words } from './schema.ts';

const MOST_BYTES = 2 ** 26;
const NEWLINE = 10;
const BRACE = 0x7b;

const AN_EVENT = text('an event as the command line prints it', 'コマンドラインが出力するイベントの形にしてください。');
const A_NUMBER = text('a finite number, null, or such by name', '有限の数か null、またはその名前付きの組にしてください。');
const THE_FIRST = text('the event «started», once, in the first line', '最初の行だけを「started」にしてください。');

/** Lines may have more in them than is taken. */
const line = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('started'), step, config: z.unknown(), ...kernels }),
  z.looseObject({ type: z.literal('metrics'), step }),
  z.looseObject({ type: z.literal('milestone'), kind: z.enum(MILESTONES), step }),
  z.looseObject({ type: z.literal('changed'), step, patch }),
  z.looseObject({ type: z.literal('snapshot'), step }),
  z.looseObject({
    type: z.literal('recovered'),
    lost: z.enum(['device', 'worker']),
    step,
    from: step,
    what: words,
    why: z.object({ en: words, ja: words }).optional(),
    ...kernels,
  }),
  z.looseObject({ type: z.literal('finished'), step }),
  // What a sweep writes below a run: it follows from the lines above.
  z.looseObject({ type: z.literal('result'), step }),
  z.looseObject({ type: z.literal('diverged'), step, what: words }),
]);
type Line = z.infer<typeof line>;
type Started = Extract<Line, { readonly type: 'started' }>;

/** Whether these are lines, as far as their first byte tells: archives begin with another one. */
export const areLines = (bytes: Uint8Array): boolean => bytes[0] === BRACE;

/** Whether it is the beginning of a line, as a program leaves it that is killed in mid-write. */
function isCut(bytes: Uint8Array): boolean {
  if (bytes[0] !== BRACE) return false;
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return false;
  } catch {
    return true;
  }
}

/** @throws Refused, naming the line */
function demand(where: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refused(problems.map((problem) => ({ ...problem, field: `${where}: ${problem.field}` })));
}

function parsed(bytes: Uint8Array, where: string): Line {
  const raw = parseJson(bytes, where);
  const read = line.safeParse(raw);
  if (read.success) return read.data;
  demand(
    where,
    problemsOf(read.error, raw, 'all of it', () => AN_EVENT),
  );
  return refuse(where, raw, AN_EVENT);
}

/** «loss» in `train` is the series «train.loss»; null is what was not measured. */
function valuesOf(measured: Extract<Line, { readonly type: 'metrics' }>, where: string): Record<string, number> {
  const own = Object.entries(measured).filter(([key]) => key !== 'type' && key !== 'step');
  const found = own.flatMap(([key, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null ? Object.entries(value).map(([name, inner]): [string, unknown] => [`${key}.${name}`, inner]) : [[key, value]],
  );
  return Object.fromEntries(
    found.flatMap(([key, value]): [string, number][] => {
      if (value === null) return [];
      if (!SERIES_KEY.test(key) || typeof value !== 'number' || !Number.isFinite(value)) return refuse(`${where}: ${key}`, value, A_NUMBER);
      return [[key, value]];
    }),
  );
}

/** What a record takes of a line; null where that is nothing. */
function eventOf(read: Exclude<Line, Started>, where: string): RunEvent | null {
  if (read.type === 'metrics') return { type: 'metrics', step: read.step, values: valuesOf(read, where) };
  return read.type === 'snapshot' || read.type === 'finished' || read.type === 'result' ? null : (read as unknown as RunEvent);
}

/** Begins with its first line. */
function begun(read: Line, where: string): RunRecord {
  if (read.type !== 'started') return refuse(where, read.type, THE_FIRST);
  const config = parseConfig(read.config);
  if (!config.ok) {
    demand(`${where}: config`, config.problems);
    return refuse(where, read.config, AN_EVENT);
  }
  const record = createRecord('lines', config.config);
  record.take({ type: 'started', config: config.config, parameters: 0, trainSize: 0, valSize: 0, device: '', fallbacks: [], ...kernelsIn(read) });
  return record;
}

const kernelsIn = ({ step: at, backend, build }: Started) => ({ step: at, backend, build });

/** @throws Refused, naming the line */
export function readLines(bytes: Uint8Array): RunFile {
  if (bytes.length > MOST_BYTES) refuse('file', sized(bytes.length), text(`at most ${MOST_BYTES} bytes`, `${MOST_BYTES} バイト以下にしてください。`));
  let record: RunRecord | null = null;
  let last = 0;
  /** What it runs with, as far as that decides what may be changed. */
  let now: RunConfig = defaultConfig();
  for (let from = 0, number = 1; from < bytes.length; number++) {
    const end = bytes.indexOf(NEWLINE, from);
    const own = bytes.subarray(from, end < 0 ? bytes.length : end);
    from += own.length + 1;
    // A last line that was not written to its end says nothing yet; all before it stands.
    if (end < 0 && record !== null && isCut(own)) break;
    const where = `line ${number}`;
    const read = parsed(own, where);
    if (record === null) {
      record = begun(read, where);
      last = read.step;
      now = record.config;
      continue;
    }
    if (read.type === 'started') return refuse(where, read.type, THE_FIRST);
    const { steps } = record.config;
    if (read.step < last || read.step > steps)
      refuse(`${where}: step`, read.step, text(`a step from ${last} to ${steps}`, `${last} から ${steps} までのステップにしてください。`));
    if (read.type === 'changed') {
      demand(where, problemsOfChange(now, read.patch));
      // Which fields there are is decided by what was changed before.
      if (!isLivePatch(now, read.patch)) now = withPatch(now, read.patch);
    }
    const event = eventOf(read, where);
    if (event !== null) record.take(event);
    // After a recovery it passes some steps once more.
    last = read.type === 'recovered' ? Math.min(read.from, read.step) : read.step;
  }
  if (record === null) return refuse('file', sized(bytes.length), AN_EVENT);
  return runFileOf(record, new Snapshots(), { preset: nearestPreset(record.config).id, plan: [], data: {} });
}
