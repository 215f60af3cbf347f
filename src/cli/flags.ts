/** The flags that every command which trains has, and the settings that they ask for. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { BackendRequest } from '../engine/backend/choice.ts';
import { withSettingPairs, type Settings } from '../engine/config/settings.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import { describeProblem } from '../engine/problem.ts';
import { UsageError } from './usage.ts';

export interface Flags {
  readonly preset: string;
  readonly set: readonly (readonly [string, string])[];
  readonly seed?: string;
  readonly steps?: string;
  readonly backend: BackendRequest;
}

function pair(text: string, before: readonly (readonly [string, string])[]): [string, string][] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected FIELD=VALUE.');
  return [...before.map(([path, value]): [string, string] => [path, value]), [text.slice(0, at), text.slice(at + 1)]];
}

/** @param steps what --steps says of itself */
export function withFlags(command: Command, steps: string): Command {
  return command
    .requiredOption('--preset <id>', 'where to start from')
    .option('--set <field=value>', 'change one field; may be repeated', pair, [])
    .option('--seed <n>', 'the same as --set seed=N')
    .option('--steps <n>', steps)
    .addOption(new Option('--backend <name>', 'which backend').choices(['auto', 'wasm', 'cpu', 'webgpu']).default('auto'))
    .allowExcessArguments(false);
}

/** @param steps names the field that --steps sets. @param more pairs that other flags stand for. */
export function settingsOf(flags: Flags, steps: string, more: readonly [string, string][] = []): Settings {
  const preset = findPreset(flags.preset);
  if (preset === undefined) throw new UsageError(`--preset ${flags.preset}: no such preset; it must be one of ${PRESETS.map((p) => p.id).join(', ')}`);
  const pairs = [...flags.set, ...more];
  if (flags.seed !== undefined) pairs.push(['seed', flags.seed]);
  if (flags.steps !== undefined) pairs.push([steps, flags.steps]);
  const parsed = withSettingPairs(preset, pairs);
  if (!parsed.ok) throw new UsageError(parsed.problems.map((problem) => describeProblem(problem, 'en')).join('; '));
  return parsed.settings;
}
