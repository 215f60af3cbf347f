/** What the browser keeps of a run beside its curves and snapshots: all that a list of runs shows, and all that it takes to bring one back. */
import { REQUESTS, type BackendChoice, type BackendRequest } from '../../engine/backend/choice.ts';
import type { EndReason } from '../../engine/run/events.ts';
import { MILESTONES } from '../../engine/run/milestone.ts';
import { requestOf } from '../../engine/runfile/runfile.ts';
import { runJson } from '../../engine/runfile/schema.ts';
import { z } from '../../engine/zod.ts';
import type { Run } from '../run.ts';

/** Raised when an entry would not be read, or would mean something else, as before. */
export const ENTRY_VERSION = 1;

const backendName = z.enum(['webgpu', 'wasm', 'cpu']);
const backend: z.ZodType<BackendChoice> = z.object({
  backend: backendName,
  device: z.string(),
  build: z.enum(['relaxed SIMD', 'SIMD', 'WGSL', 'plain']),
  fallbacks: z.array(z.object({ backend: backendName, reason: z.object({ en: z.string(), ja: z.string() }) })),
  race: z.array(z.object({ backend: backendName, stepsPerSecond: z.number() })).optional(),
}) as z.ZodType<BackendChoice>;

const reason: z.ZodType<EndReason> = z.enum(['steps', 'stopped', ...MILESTONES]);

const schema = z.object({
  version: z.literal(ENTRY_VERSION),
  id: z.string().min(1).max(100),
  /** As a run file says it (engine/runfile). */
  run: runJson,
  /** What the reader calls it; null: what it is called by itself. */
  name: z.string().max(200).nullable(),
  /** Whether it stays when room is short. */
  pinned: z.boolean(),
  /** Whether it was deleted: it may be asked back in the visit that deleted it. */
  deleted: z.boolean(),
  /** When it began, and when it last changed, in milliseconds since 1970. */
  began: z.number(),
  changed: z.number(),
  /** When a visit last had it on its bench, in the same; it may have changed nothing. */
  seen: z.number().optional(),
  /** Milliseconds of training. */
  elapsed: z.number().min(0),
  /** The visit that it was last seen in: each has a bench of its own. */
  visit: z.string().max(100),
  /** Its place on that bench, from 0, by which it has its letter; null where it was taken off. */
  place: z.number().int().min(0).nullable(),
  /** Which it is of the runs there, from 0, in the order in which they came: entries of earlier versions do not say it. */
  order: z.number().int().min(0).optional(),
  front: z.boolean(),
  end: z.object({ status: z.enum(['finished', 'diverged']), reason: reason.nullable(), what: z.string().nullable() }),
  backend: backend.nullable(),
  /** What it was asked to be computed on: entries of earlier versions do not say it. */
  request: z.enum(REQUESTS).optional(),
  sizes: z.object({ parameters: z.number(), train: z.number(), val: z.number() }).nullable(),
  parent: z.object({ run: z.string(), step: z.number(), forked: z.literal(true).optional() }).nullable() as z.ZodType<Run['parent']>,
  /** Its validation curve in small. */
  curve: z.object({ steps: z.array(z.number()), values: z.array(z.number()) }),
  /** Parts that its curves are kept in. */
  parts: z.number().int().min(0),
  /** Bytes that it takes, about. */
  bytes: z.number().min(0),
});

export type Entry = z.infer<typeof schema>;

/** Null where it is none, or one of another version. Never throws. */
export function readEntry(raw: unknown): Entry | null {
  const { data } = schema.safeParse(raw);
  return data ?? null;
}

/** What a run was asked to be computed on, as far as it is known. */
export const askedOf = ({ request, run }: Entry): BackendRequest => request ?? requestOf({ made: run.kernels });
