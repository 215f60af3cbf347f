import type { Command } from 'commander';
import { Backends } from '../../engine/backend/select.ts';
import { allFields } from '../../engine/config/fields.ts';
import { optionFields } from '../../engine/config/settings.ts';
import { settingsOf, withFlags, type Flags } from '../flags.ts';
import { fieldHelp } from '../help.ts';
import { alphaPairs, landscape } from '../landscape.ts';
import { nodePlatform } from '../platform.ts';
import { print } from '../print.ts';
import { lineOf } from '../sink.ts';
import { UsageError } from '../usage.ts';

interface LandscapeFlags extends Flags {
  readonly alphas?: string;
}

async function chart(flags: LandscapeFlags): Promise<number> {
  const alphas = flags.alphas === undefined ? [] : alphaPairs(flags.alphas);
  if (alphas === null) throw new UsageError(`--alphas ${flags.alphas ?? ''}: must be FROM:TO:COUNT, for example 0.1:10:11`);
  const settings = settingsOf(flags, 'landscape.steps', alphas);
  const backends = new Backends(await nodePlatform({ webgpu: flags.backend === 'webgpu' }));
  return (await landscape(settings, backends, flags.backend, (point) => print(lineOf(point)))) ? 3 : 0;
}

export function landscapeCommand(cli: Command, done: (status: number) => void): void {
  withFlags(cli.command('landscape'), 'of each point: the same as --set landscape.steps=N')
    .description('Train one configuration at one held weight norm after another, without weight decay: the LU landscape.')
    .option('--alphas <from:to:count>', 'the grid: init scales, evenly spaced on a log scale')
    .addHelpText('after', fieldHelp([...optionFields, ...allFields()]))
    .action(async (flags: LandscapeFlags) => done(await chart(flags)));
}
