/** The command `run`: a run's events as JSON lines. */
import { Option, type Command } from 'commander';
import type { BackendRequest } from '../../engine/backend/choice.ts';
import { Backends } from '../../engine/backend/select.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import type { EndReason } from '../../engine/run/events.ts';
import type { Host } from '../../engine/run/host.ts';
import { GOALS, isMilestoneKind, meets, type Goal } from '../../engine/run/milestone.ts';
import { run } from '../../engine/run/run.ts';
import { askedOf, requestOf, withFlags, type Flags } from '../flags.ts';
import { fieldHelp } from '../help.ts';
import { loadFile, nodePlatform } from '../platform.ts';
import { print } from '../print.ts';
import { hearSignals } from '../signals.ts';
import { LONG_S } from '../../engine/cost/expectation.ts';
import { expectedOf, lineOf } from '../sink.ts';
import { STATUS, statusHelp, statusOf } from '../status.ts';

interface RunFlags extends Flags {
  readonly until?: Goal;
}

function warn(config: RunConfig, request: BackendRequest): void {
  const { msPerStep, msAtStart, msInAll, bytes } = expectedOf(config, request === 'cpu' || request === 'webgpu' ? request : 'wasm');
  if (Math.max(msPerStep, msAtStart) < 1000 * LONG_S) return;
  const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;
  process.stderr.write(
    `grokscope: about ${seconds(msPerStep)} a step and ${seconds(msAtStart)} a measurement, ${seconds(msInAll)} in all, ${Math.round(bytes / 1e6)} MB\n`,
  );
}

async function train(flags: RunFlags): Promise<number> {
  const {
    settings: { config },
    plan,
  } = askedOf(flags, 'steps');
  const request = requestOf(flags);
  warn(config, request);
  const signal = hearSignals();
  const backends = new Backends(await nodePlatform(request));
  let printed = Promise.resolve();
  let reason: EndReason | null = null;
  const host: Host = {
    now: () => performance.now(),
    emit: (event) => {
      if (event.type === 'finished') reason = event.reason;
      printed = printed.then(() => print(lineOf(event)));
      // Whoever waits for it hears of a failure.
      printed.catch(() => null);
    },
    turn: async () => {
      await printed;
      await new Promise((resolve) => setImmediate(resolve));
      return signal() === null ? [] : [{ type: 'stop' }];
    },
    file: loadFile,
  };
  const { until = null } = flags;
  const outcome = await run(config, host, { backends, backend: request, until, plan });
  await printed;
  if (outcome === 'diverged') return STATUS.diverged;
  const heard = signal();
  if (reason === 'stopped' && heard !== null) return statusOf(heard);
  return until === null || (isMilestoneKind(reason) && meets(reason, until)) ? STATUS.done : STATUS.unreached;
}

export function runCommand(cli: Command, done: (status: number) => void): void {
  withFlags(cli.command('run'), { steps: 'the same as --set steps=N', changes: true })
    .description('Run one configuration.')
    .addOption(new Option('--until <milestone>', 'stop once it is settled whether the run reaches it').choices(GOALS))
    .addHelpText('after', `${statusHelp()}\n${fieldHelp()}`)
    .action(async (flags: RunFlags) => done(await train(flags)));
}
