/** Reads run files, whoever wrote them: everything in one is checked before any of it is shown. */
import { GROUPS } from '../config/groups.ts';
import { parseConfig, problemsOf } from '../config/parse.ts';
import type { RunConfig } from '../config/config.ts';
import type { Problem } from '../problem.ts';
import { isMilestoneKind } from '../run/milestone.ts';
import type { Mark } from '../run/record.ts';
import { checkSnapshot, problemsOfChanges, type Snapshot } from '../run/snapshot.ts';
import { text } from '../text.ts';
import { unpack, type Entries } from './archive.ts';
import { readCurves } from './curves.ts';
import { parseJson } from './json.ts';
import { areLines, readLines } from './lines.ts';
import { refuse, Refused } from './refused.ts';
import type { RunFile } from './runfile.ts';
import { decodeTensors } from './safetensors.ts';
import { expectedIn, runJson, type RunJson } from './schema.ts';
import { problemsOfBeginning } from './beginning.ts';
import { numbersOf } from './tensors.ts';
import { dataName, snapshotName, writeRunFile } from './write.ts';

/** Lines do not say which preset their settings came from. */

export type ReadRunFile = { readonly ok: true; readonly file: RunFile } | { readonly ok: false; readonly problems: readonly Problem[] };

/** @throws Refused where there are problems, under the name of the part that they are in */
function demand(where: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refused(problems.map((problem) => ({ ...problem, field: `${where}: ${problem.field}` })));
}

const A_RUN = text('a run file, with run.json in it', 'run.json を含む実行の保存ファイルにしてください。');
const THERE = text('in the file, as run.json says it is', 'run.json のとおり、ファイルに含めてください。');

/** What has no run.json is no run file; of one that has, the part that is missing is named. */
function entryOf(entries: Entries, name: string): Uint8Array {
  const found = entries.get(name);
  if (found !== undefined) return found;
  return name === 'run.json' ? refuse('file', undefined, A_RUN) : refuse(name, undefined, THERE);
}

function jsonOf(entries: Entries): RunJson {
  const raw = parseJson(entryOf(entries, 'run.json'), 'run.json');
  const read = runJson.safeParse(raw);
  if (read.success) return read.data;
  const problems = problemsOf(read.error, raw, 'all of it', expectedIn);
  // Of another format, or of another version, nothing else is known.
  const first = problems.filter(({ field }) => field === 'format' || field === 'version');
  demand('run.json', first.length > 0 ? first : problems);
  return refuse('run.json', undefined, expectedIn(''));
}

/** Ascending steps up to the run's own. */
function problemsOfSteps(field: string, marks: readonly { readonly step: number }[], last: number): Problem[] {
  return marks.flatMap(({ step }, i): Problem[] => {
    const least = marks[i - 1]?.step ?? 0;
    if (step >= least && step <= last) return [];
    return [
      { field: `${field}.${i}.step`, value: step, expected: text(`a step from ${least} to ${last}`, `${least} から ${last} までのステップにしてください。`) },
    ];
  });
}

function problemsOfRun({ plan, changes, step, kernels, milestones, events, snapshots }: RunJson, config: RunConfig): Problem[] {
  const { max } = GROUPS[''].steps;
  const twice = snapshots.flatMap(({ step: at }, i): Problem[] =>
    at > (snapshots[i - 1]?.step ?? -1)
      ? []
      : [{ field: `snapshots.${i}.step`, value: at, expected: text('later than the one before', '前のものより後にしてください。') }],
  );
  const past = step <= config.steps ? [] : [{ field: 'step', value: step, expected: text(`at most ${config.steps}`, `${config.steps} 以下にしてください。`) }];
  const made = problemsOfChanges(changes, step, config, 'changes');
  return [
    ...past,
    ...made,
    ...(made.length > 0 ? [] : problemsOfChanges(plan, max, config, 'plan', changes)),
    ...problemsOfSteps('kernels', kernels, step),
    ...problemsOfSteps('milestones', milestones, step),
    ...problemsOfSteps('events', events, step),
    ...problemsOfSteps('snapshots', snapshots, step),
    ...twice,
  ];
}

function snapshotOf(entries: Entries, stated: RunJson['snapshots'][number], config: RunConfig): Snapshot {
  const { step, heldNorm, changes, learned } = stated;
  const name = snapshotName(step);
  demand(name, problemsOfChanges(changes, step, config, 'changes'));
  const bytes = entryOf(entries, name);
  const snapshot = { step, heldNorm, changes, learned, ...numbersOf(config, changes, (specs) => decodeTensors(bytes, specs, name, { step: String(step) })) };
  demand(name, checkSnapshot(snapshot, config));
  return snapshot;
}

/** In the order of their steps; at one step first what was passed, then what was changed, then what happened to it. */
export function marksIn({ milestones, changes, events }: RunJson): Mark[] {
  const changed = changes.map(({ step, patch }) => ({ kind: 'changed' as const, step, patch }));
  return [...milestones.filter(({ kind }) => isMilestoneKind(kind)), ...changed, ...(events as Mark[])].toSorted((a, b) => a.step - b.step);
}

/** @throws Refused */
function readAll(bytes: Uint8Array): RunFile {
  // What was printed passes what a file has to pass.
  if (areLines(bytes)) return readAll(writeRunFile(readLines(bytes)));
  const entries = unpack(bytes);
  const json = jsonOf(entries);
  const parsed = parseConfig(json.config);
  if (!parsed.ok) return demand('run.json: config', parsed.problems) ?? refuse('run.json: config', json.config, expectedIn(''));
  const { config } = parsed;
  demand('run.json', problemsOfRun(json, config));
  const csv = entryOf(entries, 'curves.csv');
  const snapshots = json.snapshots.map((stated) => snapshotOf(entries, stated, config));
  const beginning = problemsOfBeginning(config, snapshots[0]);
  if (beginning.length > 0) throw new Refused(beginning);
  const stated = new Set(['run.json', 'curves.csv', ...json.snapshots.map(({ step }) => snapshotName(step)), ...json.data.map(dataName)]);
  const other = [...entries.keys()].find((name) => !stated.has(name));
  if (other !== undefined) refuse('file', other, text('named in run.json, or left out', 'run.json に載せるか、取り除いてください。'));
  return {
    config,
    preset: json.preset,
    plan: json.plan,
    ...(json.parent === undefined ? {} : { parent: json.parent }),
    step: json.step,
    made: json.kernels,
    marks: marksIn(json),
    curves: readCurves(new TextDecoder().decode(csv), json.step),
    snapshots,
    data: Object.fromEntries(json.data.map((fingerprint) => [fingerprint, new Uint8Array(entryOf(entries, dataName(fingerprint)))])),
  };
}

/** Reads a run file, or the lines that the command line printed of a run, from anything. Never throws; of one that is not good, nothing is taken. */
export function readRunFile(bytes: Uint8Array): ReadRunFile {
  try {
    return { ok: true, file: readAll(bytes) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, problems: error.problems };
  }
}
