/** The flags that every command which trains has, and the settings that they ask for. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { BackendRequest } from '../engine/backend/choice.ts';
import { withSettingPairs, type Settings } from '../engine/config/settings.ts';
import type { Pair } from '../engine/config/takePairs.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import { describeProblems } from '../engine/problem.ts';
import { UsageError } from './usage.ts';

export interface Flags {
  readonly preset: string;
  readonly set: readonly Pair[];
  readonly seed: readonly string[];
  readonly steps: readonly string[];
  readonly backend: Exclude<BackendRequest, 'exact'>;
  readonly kernels: 'fastest' | 'exact';
}

function pair(text: string, before: readonly Pair[]): Pair[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected FIELD=VALUE.');
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}

/** A flag that stands for a field is checked as often as it is given, like any `--set`. */
const each = (text: string, before: readonly string[]): string[] => [...before, text];

function presetId(id: string): string {
  if (findPreset(id) !== undefined) return id;
  throw new InvalidArgumentError(`there is no such preset; it must be one of ${PRESETS.map((preset) => preset.id).join(', ')}.`);
}

/** @param steps what --steps says of itself */
export function withFlags(command: Command, steps: string): Command {
  return command
    .requiredOption('--preset <id>', 'where to start from', presetId)
    .option('--set <field=value>', 'change one field; may be repeated', pair, [])
    .option('--seed <n>', 'the same as --set seed=N', each, [])
    .option('--steps <n>', steps, each, [])
    .addOption(new Option('--backend <name>', 'which backend').choices(['auto', 'wasm', 'cpu', 'webgpu']).default('auto'))
    .addOption(
      new Option('--kernels <which>', 'fastest: relaxed SIMD where there is any; exact: plain SIMD, the same numbers on every machine')
        .choices(['fastest', 'exact'])
        .default('fastest'),
    )
    .allowExcessArguments(false);
}

/** What to run on. @throws UsageError where the two flags exclude each other */
export function requestOf({ backend, kernels }: Flags): BackendRequest {
  if (kernels === 'fastest') return backend;
  if (backend !== 'auto' && backend !== 'wasm') throw new UsageError(`--kernels exact: only WASM has exact kernels; leave out --backend ${backend}`);
  return 'exact';
}

/** @param steps names the field that --steps sets. @param more pairs that other flags stand for. */
export function settingsOf(flags: Flags, steps: string, more: readonly Pair[] = []): Settings {
  const preset = findPreset(flags.preset) as Settings; // `presetId` has seen to it
  const pairs: Pair[] = [...flags.set, ...more, ...flags.seed.map((seed): Pair => ['seed', seed]), ...flags.steps.map((n): Pair => [steps, n])];
  const parsed = withSettingPairs(preset, pairs);
  if (!parsed.ok) throw new UsageError(describeProblems(parsed.problems, 'en').join('; '));
  return parsed.settings;
}
