/** The flags that every command which trains has, and the settings that they ask for. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { parseConfig } from '../engine/config/parse.ts';
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
import { KINDS } from '../engine/own/layout.ts';
import { readTextNamed } from './readNamed.ts';
import { UsageError } from './usage.ts';

/** What the commands start from where nothing is named. */
export const DEFAULT = PRESETS[0] as Preset;

export interface Flags {
  readonly preset?: string;
  readonly link?: Link;
  readonly config?: RunConfig;
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

/** A config as JSON, out of a file or, as `-`, out of what comes in. Fields that are not there take their defaults. */
function configIn(path: string): RunConfig {
  const named = (what: string): string => (path === '-' ? what : `${path}: ${what}`);
  let raw: unknown;
  try {
    raw = JSON.parse(readTextNamed(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidArgumentError(named(`this is no JSON (${error.message}).`));
  }
  const parsed = parseConfig(raw);
  if (!parsed.ok) throw new InvalidArgumentError(named(describeProblems(parsed.problems, 'en').join('; ')));
  return parsed.config;
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
    .option('--config <file>', 'or a config as JSON, as the first line of a run and run.json in its file have it; - reads it from stdin', configIn)
    .option('--set <field=value>', `change one field${changes ? ', or @STEP.FIELD while it runs' : ''}; may be repeated`, pair, [])
    .option(
      '--data <file>',
      'a file of your own: a CSV, whose rows, or whose table of an operation, are what is learned; images as in data_batch_1.bin of CIFAR-10; or a file that the link asks for',
      each,
      [],
    )
    .option(
      '--weights <file>',
      'a network to start from, .npz or .safetensors with the names and shapes of this one, as «export» writes them; sets init.scale to 1 where --set does not',
    )
    .option('--answer <column>', 'of --data: the column with the answer, by number or name; the last one where nothing is said')
    .addOption(new Option('--as <kind>', 'of --data: how it is read; found out where nothing is said').choices(KINDS))
    .addOption(new Option('--header <yes|no>', 'of --data: whether its first line names the columns; found out where nothing is said').choices(['yes', 'no']))
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
export function startOf({ preset, link, config }: Flags): Asked {
  const given = Object.entries({ preset, link, config }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  if (given.length > 1) throw new UsageError(`${given.join(' and ')}: name one of them`);
  if (config !== undefined) return { settings: { config, landscape: DEFAULT.landscape }, plan: [] };
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
