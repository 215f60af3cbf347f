/** A checkout has the line ends that Prettier checks, also where Git turns them (`core.autocrlf`), as it does on Windows by default. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { unless } from '../unless.ts';

const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A repository of its own beside this folder's files, so that it holds what is written and not yet committed, and touches nothing. */
const git = (...args: string[]): string => execFileSync('git', [`--git-dir=${folder}/git`, '--work-tree=.', ...args], { encoding: 'utf8' });

/** Every file, relative to where it was written. */
function checkedOut(config: readonly string[]): Map<string, Buffer> {
  const to = mkdtempSync(join(folder, 'out-'));
  git(...config.flatMap((pair) => ['-c', pair]), 'checkout-index', '--all', `--prefix=${to}/`);
  const files = readdirSync(to, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(to.length + 1), readFileSync(path)]));
}

const missing = spawnSync('git', ['--version']).status === 0 ? null : 'no Git here';

test('Git’s line ends do not reach a checkout', unless(missing), () => {
  execFileSync('git', ['init', '--quiet', '--bare', `${folder}/git`]);
  git('-c', 'core.autocrlf=false', '-c', 'core.safecrlf=false', 'add', '--all', '.');
  const windows = checkedOut(['core.autocrlf=true', 'core.eol=crlf']);
  expect(windows.size).toBeGreaterThan(100);
  // What the checkout changed, and what would be changed by committing it again.
  const changed = [...windows].filter(([path, bytes]) => !bytes.equals(readFileSync(path))).map(([path]) => path);
  expect(changed).toEqual([]);
  expect([...windows].filter(([, bytes]) => !bytes.includes(0) && bytes.includes('\r\n')).map(([path]) => path)).toEqual([]);
});
