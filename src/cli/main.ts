/** The command line: the same engine as the page. Exit status 0 finished, 2 bad usage or config, 3 diverged. */
import { Command, CommanderError } from 'commander';
import { landscapeCommand } from './commands/landscape.ts';
import { presetsCommand } from './commands/presets.ts';
import { runCommand } from './commands/run.ts';
import { UsageError } from './usage.ts';

function program(done: (status: number) => void): Command {
  const cli = new Command('grokscope').description('Trains small networks until they grok, and prints what happens as JSON lines.').exitOverride();
  // Commander prints usage errors itself; here they become one line of ours.
  cli.configureOutput({ writeErr: () => undefined });
  for (const add of [presetsCommand, runCommand, landscapeCommand]) add(cli, done);
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
