/** Makes sure the dependencies of the lock file are in place, so that any script can be the first command on a fresh clone. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the project's folder; what it prints goes to stderr. Ends this process with its status if it fails. */
export function must(program, args, env = {}) {
  const result = spawnSync(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && program === 'npm',
  });
  if (result.error) console.error(`${program}: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Grokscope needs Node 20.19 or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const [lock, installed] = [`${ROOT}package-lock.json`, `${ROOT}node_modules/.package-lock.json`];
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing dependencies …');
  must('npm', ['ci', '--no-audit', '--no-fund']);
}
