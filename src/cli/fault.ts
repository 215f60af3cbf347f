/** Whatever ends the program early, as one line for people and an exit status. */
import { CommanderError } from 'commander';
import { getSystemErrorMap } from 'node:util';
import { BackendUnavailable } from '../engine/backend/unavailable.ts';
import { Spoken } from '../engine/spoken.ts';
import { STATUS } from './status.ts';
import { UsageError } from './usage.ts';

export interface Fault {
  readonly line: string;
  readonly status: number;
}

const oneLine = (text: string): string =>
  text
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();

/** What the system says to a call: 'no space left on device (ENOSPC)', with what it was about. */
function systemWords(error: NodeJS.ErrnoException): string | null {
  const { code, errno, path, syscall } = error;
  if (code === undefined || errno === undefined || syscall === undefined) return null;
  const words = getSystemErrorMap().get(errno)?.[1] ?? oneLine(error.message);
  return `${path ?? (syscall === 'write' ? 'output' : syscall)}: ${words} (${code})`;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof UsageError || error instanceof CommanderError) return { line: oneLine(error.message), status: STATUS.usage };
  if (error instanceof BackendUnavailable) return { line: `--backend ${error.backend}: ${oneLine(error.words.en)}`, status: STATUS.machine };
  if (error instanceof Spoken) return { line: oneLine(error.words.en), status: STATUS.machine };
  const message = error instanceof Error ? error.message : String(error);
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    return { line: `${oneLine(message.split('\n')[0] ?? '')}: install what it needs with npm ci`, status: STATUS.machine };
  }
  const words = error instanceof Error ? systemWords(error) : null;
  if (words !== null) return { line: words, status: STATUS.machine };
  const how = 'This is a fault of Grokscope. Please report it with this command; with GROKSCOPE_TRACE=1 before it, it says where it happened.';
  return { line: `unexpected: ${oneLine(message)}. ${how}`, status: STATUS.fault };
}

/** Says it and ends the program. */
export function fail(error: unknown): never {
  const { line, status } = faultOf(error);
  process.stderr.write(`grokscope: ${line}\n`);
  if (process.env['GROKSCOPE_TRACE'] === '1' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(status);
}
