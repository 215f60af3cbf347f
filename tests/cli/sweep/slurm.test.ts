/** The script that a scheduler runs, run by a shell in its place. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { slurmScript } from '../../../src/cli/sweep/slurm.ts';
import { unless } from '../../unless.ts';

test('each task makes its share, whatever the folders are called', unless(process.platform === 'win32' ? 'Windows has no SLURM' : null), () => {
  const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
  try {
    const program = join(folder, "it's a $program.mjs");
    writeFileSync(program, 'console.log(JSON.stringify(process.argv.slice(2)));');
    const script = join(folder, 'submit.sh');
    writeFileSync(script, slurmScript({ folder: "/a 'folder'/`x`", program, tasks: 7, cpus: 3 }));
    const said = (env: Record<string, string>): unknown => JSON.parse(execFileSync('bash', [script], { encoding: 'utf8', env: { ...process.env, ...env } }));
    const args = ['sweep', 'run', "/a 'folder'/`x`", '--index', '5', '--of', '7', '--jobs'];
    expect(said({ SLURM_ARRAY_TASK_ID: '5' })).toEqual([...args, '3']);
    expect(said({ SLURM_ARRAY_TASK_ID: '5', SLURM_CPUS_PER_TASK: '8' })).toEqual([...args, '8']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the array has as many tasks as there are shares', () => {
  expect(slurmScript({ folder: '/f', program: '/p', tasks: 7, cpus: 3 })).toMatch(/^#SBATCH --array=0-6$/m);
});
