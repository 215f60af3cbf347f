/** The command `show`: what is in a run file, for people. */
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { kernelsName } from '../../engine/backend/choice.ts';
import { findPreset } from '../../engine/presets/index.ts';
import { happenedTo, type RunFile } from '../../engine/runfile/runfile.ts';
import { linkOf } from '../../engine/runfile/write.ts';
import { print } from '../print.ts';
import { loadRun } from '../runFiles.ts';
import { STATUS } from '../status.ts';

const listed = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

function linesOf(path: string, bytes: number, file: RunFile): string[] {
  const { config, preset, step, made, curves, snapshots, data } = file;
  const { milestones, changes, events } = happenedTo(file);
  const reference = findPreset(preset)?.reference;
  return [
    `${path}: ${(bytes / 1e6).toFixed(2)} MB`,
    `run         ${preset}, seed ${config.seed}, at step ${step} of ${config.steps}`,
    `network     ${config.model.id} on ${config.task.id}, ${config.optimizer.id}, ${config.loss.id}`,
    `computed on ${listed(made.map((one) => `${kernelsName(one)} from step ${one.step}`))}`,
    `milestones  ${listed(milestones.map((one) => `${one.kind} ${one.step}`))}`,
    `changes     ${listed(changes.flatMap((one) => Object.entries(one.patch).map(([field, value]) => `@${one.step}.${field}=${value}`)))}`,
    ...(events.length === 0 ? [] : [`events      ${listed(events.map((one) => `${one.kind} ${one.step}`))}`]),
    `curves      ${listed(curves.map(({ key, steps }) => `${key} (${steps.length})`))}`,
    `snapshots   ${listed(snapshots.map((one) => String(one.step)))}`,
    ...(Object.keys(data).length === 0 ? [] : [`data        ${listed(Object.entries(data).map(([name, own]) => `${name} (${own.length} bytes)`))}`]),
    ...(reference === undefined ? [] : [`after       ${reference}`]),
    `go on       npm run -s cli -- run --resume ${path} --steps ${2 * step}`,
    `again       ${linkOf(file)}`,
  ];
}

async function show(path: string): Promise<number> {
  const file = await loadRun(path, 'show');
  for (const line of linesOf(path, (await stat(path)).size, file)) await print(line);
  return STATUS.done;
}

export function showCommand(cli: Command, done: (status: number) => void): void {
  cli
    .command('show')
    .argument('<file>', 'a run file (.grokscope)')
    .description('Say what is in a run file.')
    .action(async (path: string) => done(await show(path)));
}
