/** The command line: the same engine as the page. Exit status 0 finished, 2 bad usage or config, 3 diverged. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { once } from 'node:events';
import type { BackendRequest } from '../engine/backend/choice.ts';
import { Backends } from '../engine/backend/select.ts';
import { expectedOf } from '../engine/config/expected.ts';
import { allFields, type Field } from '../engine/config/fields.ts';
import { optionFields, withSettingPairs, type Settings } from '../engine/config/settings.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import { describeProblem } from '../engine/problem.ts';
import type { Host } from '../engine/run/host.ts';
import type { MilestoneKind } from '../engine/run/milestone.ts';
import { run } from '../engine/run/run.ts';
import { alphaPairs, landscape } from './landscape.ts';
import { loadFile, nodePlatform } from './platform.ts';
import { lineOf } from './sink.ts';

/** Ends the program with one line on stderr and status 2. */
class UsageError extends Error {}

interface Flags {
  readonly preset: string;
  readonly set: readonly (readonly [string, string])[];
  readonly seed?: string;
  readonly steps?: string;
  readonly backend: BackendRequest;
}

interface RunFlags extends Flags {
  readonly until?: MilestoneKind;
}

interface LandscapeFlags extends Flags {
  readonly alphas?: string;
}

function pair(text: string, before: readonly (readonly [string, string])[]): [string, string][] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected FIELD=VALUE.');
  return [...before.map(([path, value]): [string, string] => [path, value]), [text.slice(0, at), text.slice(at + 1)]];
}

/** @param steps names the field that --steps sets. @param more pairs that other flags stand for. */
function settingsOf(flags: Flags, steps: string, more: readonly [string, string][] = []): Settings {
  const preset = findPreset(flags.preset);
  if (preset === undefined) throw new UsageError(`--preset ${flags.preset}: no such preset; it must be one of ${PRESETS.map((p) => p.id).join(', ')}`);
  const pairs = [...flags.set, ...more];
  if (flags.seed !== undefined) pairs.push(['seed', flags.seed]);
  if (flags.steps !== undefined) pairs.push([steps, flags.steps]);
  const parsed = withSettingPairs(preset, pairs);
  if (!parsed.ok) throw new UsageError(parsed.problems.map((problem) => describeProblem(problem, 'en')).join('; '));
  return parsed.settings;
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

async function train(flags: RunFlags): Promise<number> {
  const { config } = settingsOf(flags, 'steps');
  const backends = new Backends(await nodePlatform({ webgpu: flags.backend === 'webgpu' }));
  let printed = Promise.resolve();
  let stopping = false;
  process.once('SIGINT', () => (stopping = true));
  const host: Host = {
    now: () => performance.now(),
    emit: (event) => {
      printed = printed.then(() => print(lineOf(event)));
    },
    turn: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return stopping ? [{ type: 'stop' }] : [];
    },
    file: loadFile,
  };
  const outcome = await run(config, host, { backends, backend: flags.backend, until: flags.until ?? null });
  await printed;
  return outcome === 'diverged' ? 3 : 0;
}

async function chart(flags: LandscapeFlags): Promise<number> {
  const alphas = flags.alphas === undefined ? [] : alphaPairs(flags.alphas);
  if (alphas === null) throw new UsageError(`--alphas ${flags.alphas ?? ''}: must be FROM:TO:COUNT, for example 0.1:10:11`);
  const settings = settingsOf(flags, 'landscape.steps', alphas);
  const backends = new Backends(await nodePlatform({ webgpu: flags.backend === 'webgpu' }));
  return (await landscape(settings, backends, flags.backend, (point) => print(lineOf(point)))) ? 3 : 0;
}

function fieldHelp(fields: readonly Field[]): string {
  const lines = fields.map(({ path, parameter }) => `  ${path.padEnd(38)} ${expectedOf(parameter).en} (default ${String(parameter.default)})`);
  return `\nFields for --set:\n${lines.join('\n')}`;
}

function program(done: (status: number) => void): Command {
  const cli = new Command('grokscope').description('Trains small networks until they grok, and prints what happens as JSON lines.').exitOverride();
  // Commander prints usage errors itself; here they become one line of ours.
  cli.configureOutput({ writeErr: () => undefined });
  cli
    .command('presets')
    .description('List the presets.')
    .action(async () => {
      for (const { id, label, reference, config, landscape: options } of PRESETS)
        await print(JSON.stringify({ id, label: label.en, reference, config, landscape: options }));
      done(0);
    });
  cli
    .command('run')
    .description('Run one configuration.')
    .requiredOption('--preset <id>', 'where to start from')
    .option('--set <field=value>', 'change one field; may be repeated', pair, [])
    .option('--seed <n>', 'the same as --set seed=N')
    .option('--steps <n>', 'the same as --set steps=N')
    .addOption(new Option('--until <milestone>', 'stop early').choices(['memorised', 'grokked']))
    .addOption(new Option('--backend <name>', 'which backend').choices(['auto', 'wasm', 'cpu', 'webgpu']).default('auto'))
    .addHelpText('after', fieldHelp(allFields()))
    .allowExcessArguments(false)
    .action(async (flags: RunFlags) => done(await train(flags)));
  cli
    .command('landscape')
    .description('Train one configuration at one held weight norm after another, without weight decay: the LU landscape.')
    .requiredOption('--preset <id>', 'where to start from')
    .option('--alphas <from:to:count>', 'the grid: init scales, evenly spaced on a log scale')
    .option('--set <field=value>', 'change one field; may be repeated', pair, [])
    .option('--seed <n>', 'the same as --set seed=N')
    .option('--steps <n>', 'of each point: the same as --set landscape.steps=N')
    .addOption(new Option('--backend <name>', 'which backend').choices(['auto', 'wasm', 'cpu', 'webgpu']).default('auto'))
    .addHelpText('after', fieldHelp([...optionFields, ...allFields()]))
    .allowExcessArguments(false)
    .action(async (flags: LandscapeFlags) => done(await chart(flags)));
  return cli;
}

// Whoever reads may stop reading (`| head`); that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

let status = 0;
try {
  await program((code) => (status = code)).parseAsync();
} catch (error) {
  if (error instanceof CommanderError && (error.code === 'commander.helpDisplayed' || error.code === 'commander.help')) {
    status = error.exitCode === 0 ? 0 : 2;
    if (status === 2) process.stderr.write('grokscope: name a command: presets, run or landscape\n');
  } else if (error instanceof UsageError || error instanceof CommanderError) {
    process.stderr.write(`grokscope: ${error.message.replace(/^error: /, '').replaceAll('\n', ' ')}\n`);
    status = 2;
  } else throw error;
}
process.exitCode = status;
