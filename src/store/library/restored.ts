/** A run as it is kept, checked and put together again. Pure. */
import { parseConfig } from '../../engine/config/parse.ts';
import { checkSnapshot, isSound, type Snapshot } from '../../engine/run/snapshot.ts';
import type { Series } from '../../engine/runfile/series.ts';
import { marksIn } from '../../engine/runfile/read.ts';
import type { RunFile } from '../../engine/runfile/runfile.ts';
import type { Entry } from './entry.ts';
import type { Parts } from './shelf.ts';

const isColumn = (value: unknown): value is Float64Array => value instanceof Float64Array;

/**
 * Takes the points of a part that are sound: behind those before them, and numbers.
 * @returns whether all are; what is no number of a run that diverged is no damage
 */
function take(into: Map<string, { readonly steps: number[]; readonly values: number[] }>, part: unknown, last: number): boolean {
  if (typeof part !== 'object' || part === null) return false;
  let whole = Object.keys(part).length > 0;
  for (const [key, columns] of Object.entries(part as Record<string, unknown>)) {
    const { steps, values } = (columns ?? {}) as { readonly steps?: unknown; readonly values?: unknown };
    if (!isColumn(steps) || !isColumn(values) || steps.length !== values.length) {
      whole = false;
      continue;
    }
    const known = into.get(key) ?? { steps: [], values: [] };
    into.set(key, known);
    for (const [i, step] of steps.entries()) {
      const value = values[i] as number;
      const inPlace = step > (known.steps.at(-1) ?? -1) && step <= last;
      if (!inPlace) whole = false;
      if (!inPlace || !Number.isFinite(value)) continue;
      known.steps.push(step);
      known.values.push(value);
    }
  }
  return whole;
}

/** Holes are no arrays either, and `every` passes them over. */
const isArrays = (value: unknown): value is Float32Array[] => Array.isArray(value) && Array.from<unknown>(value).every((one) => one instanceof Float32Array);

/** A snapshot that its entry knows of: what it says of itself is the entry's word, its numbers are its own. */
function snapshotOf(raw: unknown, { run }: Entry): Snapshot | null {
  const { step, parameters, slots, carried } = (raw ?? {}) as Partial<Record<keyof Snapshot, unknown>>;
  const said = run.snapshots.find((one) => one.step === step);
  if (said === undefined || !isArrays(parameters) || !Array.isArray(slots) || !Array.from<unknown>(slots).every(isArrays)) return null;
  return { ...said, parameters, slots, ...(isArrays(carried) ? { carried } : {}) };
}

export interface Restored {
  readonly file: RunFile;
  /** Whether it is all that was kept: of curves and snapshots, what is missing or not sound is left out. */
  readonly whole: boolean;
}

/** @returns null where its settings are none that this page knows. */
export function restored(entry: Entry, { points, snapshots }: Parts): Restored | null {
  const { run } = entry;
  const parsed = parseConfig(run.config);
  if (!parsed.ok) return null;
  const curves = new Map<string, { readonly steps: number[]; readonly values: number[] }>();
  const taken = points.map((part) => take(curves, part, run.step));
  const sound = snapshots
    .map((raw) => snapshotOf(raw, entry))
    .filter((snapshot) => snapshot !== null && checkSnapshot(snapshot, parsed.config).length === 0 && isSound(snapshot)) as Snapshot[];
  const file: RunFile = {
    config: parsed.config,
    preset: run.preset,
    plan: run.plan,
    step: run.step,
    made: run.kernels,
    marks: marksIn(run),
    curves: [...curves].map(([key, { steps, values }]): Series => ({ key, steps: Float64Array.from(steps), values: Float64Array.from(values) })),
    snapshots: sound.toSorted((a, b) => a.step - b.step),
    data: {},
  };
  const steps = new Set(sound.map(({ step }) => step));
  const whole = taken.length === entry.parts && !taken.includes(false) && run.snapshots.every(({ step }) => steps.has(step));
  return { file, whole };
}
