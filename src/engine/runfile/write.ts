/** Writes run files. The same run is the same bytes, on every machine. */
import { parseConfig } from '../config/parse.ts';
import { writeLink } from '../link/write.ts';
import { bibtexOf } from '../presets/bibliography.ts';
import { findPreset, PRESETS } from '../presets/index.ts';
import type { Preset } from '../presets/preset.ts';
import { versionOf } from '../presets/versions.ts';
import { inOrder, remaining } from '../run/plan.ts';
import { isSound } from '../run/snapshot.ts';
import { pack } from './archive.ts';
import { writeCurves } from './curves.ts';
import { happenedTo, requestOf, type Incident, type RunFile } from './runfile.ts';
import { encodeTensors } from './safetensors.ts';
import { FORMAT, FORMAT_VERSION, type RunJson } from './schema.ts';
import { tensorsOf } from './tensors.ts';

const DEFAULT = PRESETS[0] as Preset;

export const snapshotName = (step: number): string => `snapshots/${step}.safetensors`;
export const dataName = (fingerprint: string): string => `data/${fingerprint}`;

/** What the page opens to make the same run again from its start. */
export function linkOf(file: RunFile): string {
  const { config, plan, step, preset } = file;
  const { landscape } = findPreset(preset) ?? DEFAULT;
  const { changes } = happenedTo(file);
  return writeLink({
    settings: { config, landscape },
    changes: inOrder([...changes, ...remaining(plan, step, changes)]),
    basedOn: preset,
    kernels: requestOf(file) === 'exact' ? 'exact' : 'fastest',
    axis: null,
    language: null,
    lens: null,
    at: null,
    beside: [],
  });
}

/** What people want to know of it who have the file alone. */
function aboutOf(file: RunFile): object {
  const preset = findPreset(file.preset);
  const named =
    preset === undefined ? {} : { preset: preset.label.en, presetVersion: versionOf(preset), reference: preset.reference, bibtex: bibtexOf(preset.reference) };
  return {
    ...named,
    seed: file.config.seed,
    reopen: 'Drop this file onto the page of Grokscope, or: npm run -s cli -- run --resume FILE --steps N',
    again: `From its start: ${linkOf(file)}`,
    format: 'docs/runfile.md',
  };
}

/** With its fields in the order of the schema. */
function incident(event: Incident): RunJson['events'][number] {
  const { kind, step } = event;
  if (kind === 'moved') return { kind, step, to: { backend: event.to.backend, build: event.to.build } };
  if (kind === 'diverged') return { kind, step, what: event.what };
  const { lost, what, why, moved } = event;
  return {
    kind,
    lost,
    step,
    what,
    ...(why === undefined ? {} : { why: { en: why.en, ja: why.ja } }),
    ...(moved === undefined ? {} : { moved: { backend: moved.backend, build: moved.build } }),
  };
}

/** `run.json`, its fields in their order. */
export function describeRun(file: RunFile): RunJson {
  const { config, preset, plan, parent, step, made, snapshots, data } = file;
  const parsed = parseConfig(config);
  const planned = (of: RunFile['plan']): RunJson['plan'] => of.map((change) => ({ step: change.step, patch: { ...change.patch } }));
  const { milestones, changes, events } = happenedTo(file);
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    about: aboutOf(file),
    preset,
    // With its fields in the order of the schema, however it was made.
    config: parsed.ok ? parsed.config : config,
    plan: planned(plan),
    ...(parent === undefined ? {} : { parent: { run: parent.run, step: parent.step } }),
    step,
    kernels: made.map((one) => ({ step: one.step, backend: one.backend, build: one.build })),
    changes: planned(changes),
    milestones: milestones.map((one) => ({ kind: one.kind, step: one.step })),
    events: events.map(incident),
    snapshots: snapshots.map(({ step: at, heldNorm, changes: by, learned }) => ({
      step: at,
      heldNorm,
      changes: planned(by),
      learned: { milestones: learned.milestones.map((one) => ({ kind: one.kind, step: one.step })), fallen: learned.fallen },
    })),
    data: Object.keys(data),
  };
}

export function writeRunFile(run: RunFile): Uint8Array {
  // One with numbers that are none is nothing to go on from; an earlier one leads to the same.
  const file = { ...run, snapshots: run.snapshots.filter(isSound) };
  const { config, curves, snapshots, data } = file;
  const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words);
  return pack(
    new Map([
      ['run.json', utf8(`${JSON.stringify(describeRun(file), null, 2)}\n`)],
      ['curves.csv', utf8(writeCurves(curves))],
      ...snapshots.map((snapshot): [string, Uint8Array] => [
        snapshotName(snapshot.step),
        encodeTensors(tensorsOf(config, snapshot), { step: String(snapshot.step) }),
      ]),
      ...Object.entries(data).map(([fingerprint, bytes]): [string, Uint8Array] => [dataName(fingerprint), bytes]),
    ]),
  );
}
