/** The shape of `run.json`. What its config, its changes and its snapshots may be is the engine's to judge; see read.ts. */
import { MILESTONES } from '../run/milestone.ts';
import { text, type Text } from '../text.ts';
import { z } from '../zod.ts';

export const FORMAT = 'grokscope-run';
/** Raised when a file would not be read, or would mean something else, as before. */
export const FORMAT_VERSION = 1;

/** A sentence for people. */
export const words = z.string().max(2000);
export const step = z.number().int().min(0).max(1e9);
export const patch = z.record(z.string().max(100), z.union([z.number(), z.string().max(1000), z.boolean()]));
const changes = z.array(z.strictObject({ step, patch })).max(100_000);
export const kernels = { backend: z.enum(['webgpu', 'wasm', 'cpu']), build: z.enum(['relaxed SIMD', 'SIMD', 'WGSL', 'plain']) };
const milestones = z.array(z.strictObject({ kind: z.enum(MILESTONES), step })).max(10_000);

const event = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('recovered'),
    lost: z.enum(['device', 'worker']),
    step,
    what: words,
    why: z.strictObject({ en: words, ja: words }).optional(),
    moved: z.strictObject(kernels).optional(),
  }),
  z.strictObject({ kind: z.literal('moved'), step, to: z.strictObject(kernels) }),
  z.strictObject({ kind: z.literal('diverged'), step, what: words }),
]);

export const runJson = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** For people; nobody reads it back. */
  about: z.unknown(),
  preset: z.string().regex(/^[\w-]{1,100}$/),
  config: z.unknown(),
  /** Changes that it was asked for at its start, made or not; those that it made stand in `changes`. */
  plan: changes,
  /** The run that it was forked from. */
  parent: z.strictObject({ run: z.string().min(1).max(100), step }).optional(),
  step,
  kernels: z.array(z.strictObject({ step, ...kernels })).max(10_000),
  changes,
  milestones,
  events: z.array(event).max(100_000),
  snapshots: z
    .array(
      z.strictObject({
        step,
        heldNorm: z.number().positive().nullable(),
        changes,
        learned: z.strictObject({ milestones, fallen: step.nullable() }),
      }),
    )
    .max(1000),
  /** Files of the reader's that its data is made of. */
  data: z.array(z.string().regex(/^[\da-f]{16}$/)).max(16),
});

export type RunJson = z.infer<typeof runJson>;

const SAID: Readonly<Record<string, Text>> = {
  format: text(`${FORMAT}: this is no run file`, `${FORMAT} にしてください。これは実行の保存ファイルではありません。`),
  version: text(
    `${FORMAT_VERSION}, the version that this Grokscope reads: a newer one has written it`,
    `${FORMAT_VERSION} にしてください。この Grokscope が読める版です（新しい版で保存されたファイルです）。`,
  ),
};

/** What a field may be, in words. */
export const expectedIn = (field: string): Text =>
  Object.hasOwn(SAID, field) ? (SAID[field] as Text) : text('as docs/runfile.md states it', 'docs/runfile.md のとおりにしてください。');
