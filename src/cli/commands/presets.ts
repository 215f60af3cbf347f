import type { Command } from 'commander';
import { PRESETS } from '../../engine/presets/index.ts';
import { print } from '../print.ts';

async function list(): Promise<number> {
  for (const { id, label, reference, config, landscape } of PRESETS) await print(JSON.stringify({ id, label: label.en, reference, config, landscape }));
  return 0;
}

export function presetsCommand(cli: Command, done: (status: number) => void): void {
  cli
    .command('presets')
    .description('List the presets.')
    .action(async () => done(await list()));
}
