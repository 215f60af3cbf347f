/** The command `run`: a run's events as JSON lines, and the run as a file. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { kernelsName, type BackendRequest } from '../../engine/backend/choice.ts';
import { Backends } from '../../engine/backend/select.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { LONG_S } from '../../engine/cost/expectation.ts';
import type { Change } from '../../engine/run/change.ts';
import type { EndReason } from '../../engine/run/events.ts';
import type { Host } from '../../engine/run/host.ts';
import { GOALS, isMilestoneKind, meets, type Goal } from '../../engine/run/milestone.ts';
import { createRecord, type RunRecord } from '../../engine/run/record.ts';
import { unmeasured } from '../../engine/probes/measuring.ts';
import { run } from '../../engine/run/run.ts';
import type { Snapshot } from '../../engine/run/snapshot.ts';
import { Snapshots } from '../../engine/run/snapshots.ts';
import type { Told } from '../../engine/run/told.ts';
import { askedWithData, sourceOf, type DataFlags, type Source } from '../data.ts';
import { DEFAULT, requestOf, withFlags } from '../flags.ts';
import { fieldHelp } from '../help.ts';
import { Keeper } from '../keeper.ts';
import { nodePlatform } from '../platform.ts';
import { print } from '../print.ts';
import { resumed } from '../resume.ts';
import { loadRun, targetOf } from '../runFiles.ts';
import type { RunFile } from '../../engine/runfile/runfile.ts';
import { hearSignals } from '../signals.ts';
import { expectedOf, lineOf } from '../sink.ts';
import { STATUS, statusHelp, statusOf } from '../status.ts';
import { UsageError } from '../usage.ts';

interface RunFlags extends DataFlags {
  readonly until?: Goal;
  readonly save?: string;
  readonly resume?: string;
  readonly checkpointEvery?: number;
}

/** What is to be run, and what is known of it already. */
interface Begun extends Source {
  readonly record: RunRecord;
  readonly snapshots: readonly Snapshot[];
  readonly plan: readonly Change[];
  readonly told: Told | null;
  readonly preset: string;
  /** The run that it was forked from, where a file says so. */
  readonly parent?: RunFile['parent'] | undefined;
  readonly request: BackendRequest;
}

function say(words: string): void {
  process.stderr.write(`grokscope: ${words}\n`);
}

function warn(config: RunConfig, request: BackendRequest): void {
  const { msPerStep, msAtStart, msInAll, bytes } = expectedOf(config, request === 'cpu' || request === 'webgpu' ? request : 'wasm');
  if (Math.max(msPerStep, msAtStart) < 1000 * LONG_S) return;
  const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;
  say(`about ${seconds(msPerStep)} a step and ${seconds(msAtStart)} a measurement, ${seconds(msInAll)} in all, ${Math.round(bytes / 1e6)} MB`);
}

async function begin(flags: RunFlags): Promise<Begun> {
  if (flags.resume !== undefined) {
    const file = await loadRun(flags.resume, '--resume');
    if (file.snapshots.length === 0) throw new UsageError(`--resume ${flags.resume}: there is no network in it to go on from`);
    const { record, ...more } = resumed(file, flags);
    if (record.step === record.config.steps) say(`--resume: the run is at its last step, ${record.step}; --steps N lets it go on`);
    return { record, snapshots: file.snapshots, preset: file.preset, parent: file.parent, ...more, ...(await sourceOf(record.config, flags, file.data)) };
  }
  const { settings, plan, file, data } = await askedWithData(flags, 'steps');
  const preset = flags.link?.basedOn ?? flags.preset ?? DEFAULT.id;
  return { record: createRecord('run', settings.config), snapshots: [], plan, told: null, preset, request: requestOf(flags), file, data };
}

/** Says where the kernels are others than those that the file's run was computed on. */
function compareKernels({ made }: RunRecord, step: number): void {
  const [before, now] = made.slice(-2);
  if (before === undefined || now === undefined || now.step < step) return;
  say(`--resume: until now it was computed on ${kernelsName(before)}, from step ${step} on it is on ${kernelsName(now)}: its last digits will be others`);
}

async function keeperOf({ save, checkpointEvery }: RunFlags, { record, snapshots, plan, preset, parent, data }: Begun): Promise<Keeper | null> {
  if (save === undefined) {
    if (checkpointEvery !== undefined) throw new UsageError('--checkpoint-every: name the file with --save');
    return null;
  }
  return new Keeper({
    record,
    snapshots: new Snapshots(snapshots),
    plan,
    preset,
    ...(parent === undefined ? {} : { parent }),
    data,
    target: await targetOf(save),
    every: checkpointEvery ?? null,
  });
}

async function train(flags: RunFlags): Promise<number> {
  const begun = await begin(flags);
  const { record, plan, told, request, file } = begun;
  const keeper = await keeperOf(flags, begun);
  const from = begun.snapshots.at(-1) ?? null;
  const { config } = record;
  warn(config, request);
  for (const { def, why } of unmeasured(config)) say(`probes.${def.id}: not measured. ${why.en}`);
  const signal = hearSignals();
  const backends = new Backends(await nodePlatform(request));
  let printed = Promise.resolve();
  let reason: EndReason | null = null;
  const host: Host = {
    now: () => performance.now(),
    emit: (event) => {
      if (event.type === 'finished') reason = event.reason;
      if (keeper === null) record.take(event);
      else keeper.take(event);
      if (event.type === 'started' && told !== null) compareKernels(record, told.step);
      printed = printed.then(() => print(lineOf(event)));
      // Whoever waits for it hears of a failure.
      printed.catch(() => null);
    },
    turn: async () => {
      await printed;
      await keeper?.look();
      await new Promise((resolve) => setImmediate(resolve));
      return signal() === null ? [] : [{ type: 'stop' }];
    },
    file,
  };
  const { until = null, checkpointEvery = null } = flags;
  try {
    const outcome = await run(config, host, { backends, backend: request, from, told, until, plan, keepEvery: checkpointEvery });
    await printed;
    if (outcome === 'diverged') return STATUS.diverged;
  } finally {
    // However it ends, what there is of it is kept.
    await keeper?.save();
  }
  const heard = signal();
  if (reason === 'stopped' && heard !== null) return statusOf(heard);
  return until === null || (isMilestoneKind(reason) && meets(reason, until)) ? STATUS.done : STATUS.unreached;
}

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('it must be a whole number of updates, at least 1.');
  return Number(text);
}

export function runCommand(cli: Command, done: (status: number) => void): void {
  withFlags(cli.command('run'), { steps: 'the same as --set steps=N', changes: true })
    .description('Run one configuration.')
    .addOption(new Option('--until <milestone>', 'stop once it is settled whether the run reaches it').choices(GOALS))
    .option('--save <path>', 'save the run as a file (.grokscope) at its end, however it ends; in a folder, under a name of its own')
    .option('--checkpoint-every <n>', 'with --save: also after every N updates', count)
    .option('--resume <file>', 'go on from a run file, as if it had never stopped; --steps says how far')
    .addHelpText('after', `${statusHelp()}\n${fieldHelp()}`)
    .action(async (flags: RunFlags) => done(await train(flags)));
}
