/** Ends a script with one line; what the system refused is said in its words. */
import { getSystemErrorMap, stripVTControlCharacters } from 'node:util';

/** As the command line's: the machine refused. */
const MACHINE = 5;

/** @returns 'dist: read-only file system (EROFS)' for an error of the system, null for any other */
export function systemWords({ code, errno, path, syscall } = {}) {
  if (code === undefined || errno === undefined || syscall === undefined) return null;
  const words = `${getSystemErrorMap().get(errno)?.[1] ?? syscall} (${code})`;
  return path === undefined ? words : `${path}: ${words}`;
}

export function die(line, status = 1) {
  process.stderr.write(`grokscope: ${line}\n`);
  process.exit(status);
}

/** @throws the error itself where it is none of the system's */
export function dieOf(error, what = '') {
  const words = systemWords(error);
  if (words === null) throw error;
  die(what + words, MACHINE);
}

/** How Node, Rust and C say that the system refused. */
const REFUSED = [
  /\b(EACCES|EDQUOT|EFBIG|EIO|EMFILE|ENFILE|ENOMEM|ENOSPC|ENOTDIR|EPERM|EROFS)\b/,
  /\(os error \d+\)/,
  /no space left on device|permission denied|read-only file system|too many open files|cannot allocate memory|quota exceeded/i,
];

/** What a program wrote before it failed, as one line where it was the system that refused; null where it was not. */
export function systemLine(output) {
  const line = stripVTControlCharacters(output)
    .split('\n')
    .find((one) => REFUSED.some((form) => form.test(one)));
  return line === undefined ? null : line.trim().replace(/^(\w*Error|error): /, '');
}
