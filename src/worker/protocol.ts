/** Everything that crosses between the page and the training worker, and how it is checked on arrival. */
import { REQUESTS, type BackendName, type BackendRequest, type KernelBuild } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Problem } from '../engine/problem.ts';
import type { Change } from '../engine/run/change.ts';
import type { RunEvent } from '../engine/run/events.ts';
import type { Control, Progress } from '../engine/run/host.ts';
import { GOALS, MILESTONES, type Goal } from '../engine/run/milestone.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import type { Told } from '../engine/run/told.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import { text, type Text } from '../engine/text.ts';
import { z } from '../engine/zod.ts';

/** What the page may tell a run: networks are fetched over a wire (wire.ts), beside the page. */
export type PageControl = Exclude<Control, { readonly type: 'parameters' | 'lost' }>;

/** Page → worker. `run` names the run that a message is about; messages about a run that is over are ignored. */
export type Command =
  /** Validates the config; only when it is good and its data is there is the current run stopped and this one begun. */
  | {
      readonly type: 'run';
      readonly run: string;
      readonly config: RunConfig;
      readonly backend: BackendRequest;
      readonly from: Snapshot | null;
      /** Goes on after the death of a worker that had told this much. */
      readonly told: Told | null;
      /** Changes that it is to make, in the order of their steps; none where it is absent. */
      readonly plan?: readonly Change[];
      readonly paused: boolean;
      /** Ends the run once it is settled whether it reaches this. */
      readonly until: Goal | null;
      /** Says only what its config asks for; see RunOptions. */
      readonly terse: boolean;
    }
  | { readonly type: 'control'; readonly run: string; readonly control: PageControl }
  /** Makes the updates from a snapshot up to the step that was told once more, unmeasured, in place of any part before; it says the network there. */
  | {
      readonly type: 'remake';
      readonly run: string;
      readonly config: RunConfig;
      readonly backend: BackendRequest;
      /** What made these updates, `told.on`, was of this build: on another the last digits are others. */
      readonly build: KernelBuild;
      readonly from: Snapshot;
      readonly told: Told;
    }
  /** Nobody waits for that part any more. */
  | { readonly type: 'rest'; readonly run: string }
  /** The worker that looks may ask for networks over this port (wire.ts). */
  | { readonly type: 'wire'; readonly port: MessagePort };

/** What the worker is busy with before the first step. */
export type Phase =
  /** The worker itself is on its way. */
  | 'loading'
  /** It did not come, and is tried again. */
  | 'reloading'
  /** The run's data is on its way; whatever ran before goes on. */
  | 'data'
  /** The run before is being stopped. */
  | 'waiting'
  /** The run is the worker's now, which looks for what to compute it on. */
  | 'backend'
  | 'training';

/** Worker → page. */
export type Message =
  | { readonly type: 'event'; readonly run: string; readonly event: RunEvent }
  | { readonly type: 'progress'; readonly run: string; readonly progress: Progress }
  | { readonly type: 'phase'; readonly run: string; readonly phase: Phase }
  /** Another run was asked for before this one was begun. */
  | { readonly type: 'overtaken'; readonly run: string }
  /** The config was not taken; whatever ran before goes on. */
  | { readonly type: 'refused'; readonly run: string; readonly problems: readonly Problem[] }
  /** A file that the run needs did not come; whatever ran before goes on. */
  | { readonly type: 'missing'; readonly run: string; readonly file: DataFile }
  /** The backend that the run was to be computed on by name cannot be had: it is over, and another run may begin. */
  | { readonly type: 'unavailable'; readonly run: string; readonly backend: BackendName; readonly reason: Text }
  /** The run ended by an error: `words` say why where it is not ours. */
  | { readonly type: 'failed'; readonly run: string; readonly what: string; readonly words: Text | null };

/** Which fields there are and what they may be is the engine's to judge. */
const patch = z.record(z.string(), z.union([z.number(), z.string().max(1000), z.boolean()]));
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);
const step = z.number().int().min(0);
const changes = z.array(z.strictObject({ step, patch }));
const learned = z.strictObject({ milestones: z.array(z.strictObject({ kind: z.enum(MILESTONES), step })), fallen: step.nullable() });
const snapshot = z.strictObject({
  step,
  parameters: z.array(floats),
  slots: z.array(z.array(floats)),
  carried: z.array(floats).optional(),
  heldNorm: z.number().positive().nullable(),
  changes,
  learned,
});

const control = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('step'), count: z.number().int().min(1).max(1_000_000) }),
  z.strictObject({ type: z.literal('speed'), stepsPerSecond: z.number().positive().max(1e6).nullable() }),
  z.strictObject({
    type: z.literal('change'),
    // A run takes live fields as it goes, and they are numbers.
    patch: z.record(z.string(), z.number()),
  }),
  z.strictObject({ type: z.literal('allow'), step: step.nullable() }),
  z.strictObject({ type: z.literal('stop') }),
]);

const backend = z.enum(REQUESTS);
const build = z.enum(['relaxed SIMD', 'SIMD', 'WGSL', 'plain'] satisfies readonly KernelBuild[]);

const told = z.strictObject({
  step,
  on: z.enum(['webgpu', 'wasm', 'cpu']).optional(),
  build: build.optional(),
  only: z.boolean().optional(),
  measured: z.number().int().min(-1),
  changes,
  learned,
});

/** The config inside is checked by the engine, which names the field. */
const command = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('run'),
    run: z.string().max(200),
    config: z.unknown(),
    backend,
    from: snapshot.nullable(),
    told: told.nullable(),
    plan: changes.optional(),
    paused: z.boolean(),
    until: z.enum(GOALS).nullable(),
    terse: z.boolean(),
  }),
  z.strictObject({ type: z.literal('control'), run: z.string().max(200), control }),
  z.strictObject({ type: z.literal('remake'), run: z.string().max(200), config: z.unknown(), backend, build, from: snapshot, told }),
  z.strictObject({ type: z.literal('rest'), run: z.string().max(200) }),
  z.strictObject({ type: z.literal('wire'), port: z.custom<MessagePort>((value) => value instanceof MessagePort) }),
]);

export type CheckedCommand =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly run: string; readonly problems: readonly Problem[] };

/** Reads a command from anything. Never throws. A run's config is not checked here. */
export function parseCommand(raw: unknown): CheckedCommand {
  const result = command.safeParse(raw);
  if (result.success) return { ok: true, command: result.data as Command };
  const run = typeof raw === 'object' && raw !== null && 'run' in raw && typeof raw.run === 'string' ? raw.run : '';
  return {
    ok: false,
    run,
    problems: result.error.issues.map((issue) => ({
      field: issue.path.length === 0 ? 'command' : issue.path.map(String).join('.'),
      value: issue.path.reduce<unknown>(
        (value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined),
        raw,
      ),
      expected: text('what the worker’s protocol allows', 'ワーカーの規約に合う値にしてください。'),
    })),
  };
}
