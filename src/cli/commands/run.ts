/** The command `run`: a run's events as JSON lines. */
import { Option, type Command } from 'commander';
import { Backends } from '../../engine/backend/select.ts';
import { allFields } from '../../engine/config/fields.ts';
import type { Host } from '../../engine/run/host.ts';
import type { MilestoneKind } from '../../engine/run/milestone.ts';
import { run } from '../../engine/run/run.ts';
import { settingsOf, withFlags, type Flags } from '../flags.ts';
import { fieldHelp } from '../help.ts';
import { loadFile, nodePlatform } from '../platform.ts';
import { print } from '../print.ts';
import { lineOf } from '../sink.ts';

interface RunFlags extends Flags {
  readonly until?: MilestoneKind;
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

export function runCommand(cli: Command, done: (status: number) => void): void {
  withFlags(cli.command('run'), 'the same as --set steps=N')
    .description('Run one configuration.')
    .addOption(new Option('--until <milestone>', 'stop early').choices(['memorised', 'grokked']))
    .addHelpText('after', fieldHelp(allFields()))
    .action(async (flags: RunFlags) => done(await train(flags)));
}
