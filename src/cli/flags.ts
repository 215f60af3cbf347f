/** The flags that every command which trains has, and the settings that they ask for. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { BackendRequest } from '../engine/backend/choice.ts';
import { withSettingPairs, type Settings } from '../engine/config/settings.ts';
import type { Pair } from '../engine/config/takePairs.ts';
import { changePairs, isChange, readChanges } from '../engine/link/changes.ts';
import type { Link } from '../engine/link/link.ts';
import { partsOf } from '../engine/link/parts.ts';
import { readLink, WITH_SETTINGS } from '../engine/link/read.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import type { Preset } from '../engine/presets/preset.ts';
import { describeProblem, describeProblems } from '../engine/problem.ts';
import type { Change } from '../engine/run/change.ts';
import { UsageError } from './usage.ts';

/** What the commands start from where nothing is named. */
export const DEFAULT = PRESETS[0] as Preset;

export interface Flags {
  readonly preset?: string;
  readonly link?: Link;
  readonly set: readonly Pair[];
  readonly seed: readonly string[];
  readonly steps: readonly string[];
  readonly backend: Exclude<BackendRequest, 'exact'>;
  readonly kernels?: 'fastest' | 'exact';
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

function linkIn(text: string): Link {
  const at = text.indexOf('#');
  const hash = at < 0 ? text : text.slice(at);
  if (partsOf(hash).length === 0) throw new InvalidArgumentError(describeProblem({ field: 'link', value: text, expected: WITH_SETTINGS }, 'en'));
  const read = readLink(hash);
  if (!read.ok) throw new InvalidArgumentError(describeProblems(read.problems, 'en').join('; '));
  return read.link;
}

/** What of a command's flags is its own. */
interface Own {
  /** What --steps says of itself. */
  readonly steps: string;
  /** Whether settings may change while it runs. */
  readonly changes: boolean;
}

export function withFlags(command: Command, { steps, changes }: Own): Command {
  return command
    .option('--preset <id>', `the settings to start from, ${DEFAULT.id} where none are named; the command «presets» lists all`, presetId)
    .option(
      '--link <link>',
      changes ? 'or a link of the page, with its changes and kernels' : 'or a link of the page without changes, with its kernels',
      linkIn,
    )
    .option('--set <field=value>', `change one field${changes ? ', or @STEP.FIELD while it runs' : ''}; may be repeated`, pair, [])
    .option('--seed <n>', 'the same as --set seed=N', each, [])
    .option('--steps <n>', steps, each, [])
    .addOption(new Option('--backend <name>', 'which backend').choices(['auto', 'wasm', 'cpu', 'webgpu']).default('auto'))
    .addOption(
      new Option('--kernels <which>', 'fastest: relaxed SIMD where there is any; exact: plain SIMD, the same numbers on every machine').choices([
        'fastest',
        'exact',
      ]),
    )
    .allowExcessArguments(false);
}

/** What to run on. @throws UsageError where the two flags exclude each other */
export function requestOf({ backend, kernels, link }: Flags): BackendRequest {
  if ((kernels ?? link?.kernels ?? 'fastest') === 'fastest') return backend;
  if (backend !== 'auto' && backend !== 'wasm') throw new UsageError(`--kernels exact: only WASM has exact kernels; leave out --backend ${backend}`);
  return 'exact';
}

export interface Asked {
  readonly settings: Settings;
  readonly plan: readonly Change[];
}

/** Where the flags start from. @throws UsageError where they name two things */
function startOf({ preset, link }: Flags): Asked {
  if (link !== undefined && preset !== undefined) throw new UsageError('--preset and --link: name one of them');
  if (link !== undefined) return { settings: link.settings, plan: link.changes };
  const found = preset === undefined ? DEFAULT : (findPreset(preset) as Preset); // `presetId` has seen to it
  return { settings: found, plan: [] };
}

/** @param steps names the field that --steps sets. @param more pairs that other flags stand for. */
export function askedOf(flags: Flags, steps: string, more: readonly Pair[] = []): Asked {
  const { settings, plan } = startOf(flags);
  const pairs: Pair[] = [...flags.set, ...more, ...flags.seed.map((seed): Pair => ['seed', seed]), ...flags.steps.map((n): Pair => [steps, n])];
  const parsed = withSettingPairs(
    settings,
    pairs.filter(([name]) => !isChange(name)),
  );
  if (!parsed.ok) throw new UsageError(describeProblems(parsed.problems, 'en').join('; '));
  const { changes, problems } = readChanges(parsed.settings.config, [...changePairs(plan), ...pairs.filter(([name]) => isChange(name))]);
  if (problems.length > 0) throw new UsageError(describeProblems(problems, 'en').join('; '));
  return { settings: parsed.settings, plan: changes };
}
