import { InvalidArgumentError, type Command } from 'commander';
import { Backends } from '../../engine/backend/select.ts';
import { optionFields } from '../../engine/config/settings.ts';
import { askedWithData, type DataFlags } from '../data.ts';
import { requestOf, withFlags } from '../flags.ts';
import { fieldHelp } from '../help.ts';
import { alphaPairs, landscape } from '../landscape.ts';
import { nodePlatform } from '../platform.ts';
import { print } from '../print.ts';
import { hearSignals } from '../signals.ts';
import { lineOf } from '../sink.ts';
import { STATUS, statusHelp, statusOf } from '../status.ts';
import { UsageError } from '../usage.ts';

type Alphas = NonNullable<ReturnType<typeof alphaPairs>>;

interface LandscapeFlags extends DataFlags {
  readonly alphas: readonly Alphas[];
}

function grid(range: string, before: readonly Alphas[]): Alphas[] {
  const alphas = alphaPairs(range);
  if (alphas === null) throw new InvalidArgumentError('it must be FROM:TO:COUNT, for example 0.1:10:11.');
  return [...before, alphas];
}

async function chart(flags: LandscapeFlags): Promise<number> {
  const { settings, plan, file } = await askedWithData(flags, 'landscape.steps', flags.alphas.flat());
  if (plan.length > 0) throw new UsageError('a landscape has no changes while its runs go on; leave out @STEP.FIELD');
  const request = requestOf(flags);
  const signal = hearSignals();
  const backends = new Backends(await nodePlatform(request));
  let points = 0;
  const { diverged, whole } = await landscape(
    settings,
    backends,
    request,
    file,
    () => signal() !== null,
    async (point) => {
      await print(lineOf(point));
      points++;
    },
  );
  const heard = signal();
  if (!whole && heard !== null) {
    await print(JSON.stringify({ type: 'stopped', points }));
    return statusOf(heard);
  }
  return diverged ? STATUS.diverged : STATUS.done;
}

export function landscapeCommand(cli: Command, done: (status: number) => void): void {
  withFlags(cli.command('landscape'), { steps: 'of each point: the same as --set landscape.steps=N', changes: false })
    .description('Train one configuration at one held weight norm after another, without weight decay: the LU landscape.')
    .option('--alphas <from:to:count>', 'the grid: init scales, evenly spaced on a log scale', grid, [])
    .addHelpText('after', `${statusHelp()}\n${fieldHelp(optionFields)}`)
    .action(async (flags: LandscapeFlags) => done(await chart(flags)));
}
