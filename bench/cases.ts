/** What is measured: whole training steps of these networks, the same for every engine that takes part. */
import type { RunConfig } from '../src/engine/config/config.ts';
import { withPairs } from '../src/engine/config/pairs.ts';
import { defaultConfig } from '../src/engine/config/schema.ts';

export interface Floor {
  /** Least ratio of the other's ms per step to ours. */
  readonly plain: number;
  readonly jax: number;
  readonly pytorch: number;
}

export interface Case {
  readonly id: string;
  readonly title: string;
  readonly config: RunConfig;
  /** What the PyTorch script calls it; null where it has no such model. */
  readonly pytorch: string | null;
  /** The classes of the rival that is sensitive to odd widths, padded. */
  readonly padded: number;
  readonly floor: Floor;
  readonly rounds: number;
  /** Steps per round, by engine. */
  readonly steps: { readonly ours: number; readonly plain: number; readonly jax: number };
}

/** The default config with these fields changed. */
export function configOf(set: Readonly<Record<string, string | number | boolean>>): RunConfig {
  const parsed = withPairs(
    defaultConfig(),
    Object.entries(set).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join(', '));
  return parsed.config;
}

const pairs = { 'task.operation': 'add', 'task.split': 'pairs' } as const;
const transformerFloor: Floor = { plain: 15, jax: 2, pytorch: 1 };

export const CASES: readonly Case[] = [
  {
    id: 'transformer-59',
    title: 'transformer p59 d64 ff256 f.4',
    config: configOf({ ...pairs, 'task.p': 59, 'task.trainFraction': 0.4, 'model.width': 64, 'model.heads': 4, 'model.ffn': 256 }),
    pytorch: 'transformer p59 d64 ff256 f.4',
    padded: 60,
    floor: transformerFloor,
    rounds: 9,
    steps: { ours: 20, plain: 1, jax: 6 },
  },
  {
    id: 'transformer-113',
    title: 'transformer p113 d128 ff512 f.3',
    config: configOf({ ...pairs, 'task.p': 113, 'task.trainFraction': 0.3, 'model.width': 128, 'model.heads': 4, 'model.ffn': 512 }),
    pytorch: 'transformer p113 d128 ff512 f.3',
    padded: 116,
    floor: transformerFloor,
    rounds: 4,
    steps: { ours: 8, plain: 1, jax: 3 },
  },
  {
    id: 'mlp-59',
    title: 'mlp p59 h128 f.4',
    config: configOf({
      ...pairs,
      'task.p': 59,
      'task.trainFraction': 0.4,
      'model.id': 'mlp',
      'model.depth': 1,
      'model.width': 128,
      'model.activation': 'relu',
      'model.bias': false,
    }),
    pytorch: 'mlp p59 h128 f.4',
    padded: 60,
    floor: { plain: 8, jax: 2, pytorch: 1 },
    rounds: 9,
    steps: { ours: 60, plain: 4, jax: 20 },
  },
  {
    id: 'default',
    title: 'defaults (p43 d64 ff128)',
    config: defaultConfig(),
    pytorch: null,
    padded: 44,
    floor: transformerFloor,
    rounds: 9,
    steps: { ours: 20, plain: 1, jax: 6 },
  },
];

/** Small enough for WebGPU on a software adapter, and for ten thousand steps in seconds. */
export const TINY: RunConfig = configOf({
  ...pairs,
  'task.p': 13,
  'model.width': 8,
  'model.heads': 2,
  'model.ffn': 16,
  'probes.localComplexity.points': 4,
  'probes.localComplexity.directions': 8,
});
