/** Finds a Redis server for the tests, or installs one. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function find() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'));
  return [process.env.GROKSCOPE_REDIS_SERVER, ...onPath].find((path) => path && existsSync(path)) ?? null;
}

/** Path of a server; null where none can be had: the tests that need it say so, and fail. */
export function ensureRedis() {
  const found = find();
  if (found !== null) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.error('No Redis server found: installing one …');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] });
    // It is started by the tests, on ports of theirs.
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
  } catch (error) {
    console.error(error.message);
  }
  return find();
}
