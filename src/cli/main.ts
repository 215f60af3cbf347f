/** The command line: the same engine as the page. Its exit statuses are in status.ts. */
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { exportCommand } from './commands/export.ts';
import { landscapeCommand } from './commands/landscape.ts';
import { presetsCommand } from './commands/presets.ts';
import { runCommand } from './commands/run.ts';
import { sweepCommand } from './commands/sweep.ts';
import { showCommand } from './commands/show.ts';
import { fail } from './fault.ts';
import { STATUS, statusHelp } from './status.ts';
import { UsageError } from './usage.ts';

const COMMANDS = [presetsCommand, runCommand, landscapeCommand, sweepCommand, showCommand, exportCommand];

function program(done: (status: number) => void): Command {
  const cli = new Command('grokscope').description('Trains small networks until they grok, and prints what happens as JSON lines.').exitOverride();
  // What stands behind a command is the command's: some have flags of the same name as commands of theirs.
  cli.enablePositionalOptions();
  cli.version(version).addHelpText('after', statusHelp());
  // Commander prints usage errors itself; here they become one line of ours.
  cli.configureOutput({ writeErr: () => undefined });
  for (const add of COMMANDS) add(cli, done);
  return cli;
}

/** Help and version were asked for and are printed already; help that was not asked for means that there is no command. */
function leaves(error: unknown): boolean {
  if (!(error instanceof CommanderError)) return false;
  if (error.code === 'commander.help' && error.exitCode !== 0) throw new UsageError('name a command: presets, run, landscape, sweep, show or export');
  return error.exitCode === 0;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads may stop reading (`| head`); that is no error.
  if (error.code === 'EPIPE') process.exit(STATUS.done);
  fail(error);
});
// There is nobody left to tell.
process.stderr.on('error', () => undefined);
// Before TF.js's own, which throws out of it.
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

try {
  await program((code) => (process.exitCode = code)).parseAsync();
} catch (error) {
  try {
    if (!leaves(error)) fail(error);
  } catch (usage) {
    fail(usage);
  }
}
