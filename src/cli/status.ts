/** Exit statuses, and what `--help` says of them. */
import { constants } from 'node:os';

export const STATUS = { done: 0, fault: 1, usage: 2, diverged: 3, unreached: 4, machine: 5 } as const;

const WORDS: readonly (readonly [status: number, words: string])[] = [
  [STATUS.done, 'finished; with --until, the milestone was reached; or whoever read the output stopped reading'],
  [STATUS.fault, 'an error of the program itself'],
  [STATUS.usage, 'bad usage, or a value that a field may not have'],
  [STATUS.diverged, 'the run diverged; of a landscape, one of its points'],
  [
    STATUS.unreached,
    '--until: the last step came before the milestone, or the run cannot reach it any more (grokked: it generalised without a delay, as far as its evaluations show: where they are rare they may miss one)',
  ],
  [STATUS.machine, 'the machine refused: no such backend here, or a file or stream that could not be read or written'],
  [statusOf('SIGINT'), 'stopped by SIGINT (Ctrl+C); a second one ends the program at once'],
  [statusOf('SIGTERM'), 'stopped by SIGTERM, the same way'],
];

/** As a shell says it. */
export function statusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

export function statusHelp(): string {
  return `\nExit status:\n${WORDS.map(([status, words]) => `  ${String(status).padStart(3)}  ${words}`).join('\n')}`;
}
