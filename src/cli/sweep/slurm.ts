/** A sweep as an array of tasks, each of which makes its share in the same folder. */
export interface Submission {
  /** Absolute, on a disk that all nodes share; so is the program's. */
  readonly folder: string;
  readonly program: string;
  readonly tasks: number;
  /** Cores of each task. */
  readonly cpus: number;
}

const quoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`;

/** A task that is requeued makes only what is left of its share. */
export const slurmScript = ({ folder, program, tasks, cpus }: Submission): string => `#!/usr/bin/env bash
#SBATCH --job-name=grokscope
#SBATCH --array=0-${tasks - 1}
#SBATCH --cpus-per-task=${cpus}
#SBATCH --requeue
set -euo pipefail
exec node ${quoted(program)} sweep run ${quoted(folder)} --index "$SLURM_ARRAY_TASK_ID" --of ${tasks} --jobs "\${SLURM_CPUS_PER_TASK:-${cpus}}"
`;
