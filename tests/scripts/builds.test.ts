/** Builds are shared by who wants the same, and never taken away from who uses them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildOf, keyOf } from '../../scripts/builds.mjs';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'grokscope-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (text: string) => (folder: string) => writeFileSync(join(folder, 'index.html'), text);
const read = (folder: string): string => readFileSync(join(folder, 'index.html'), 'utf8');

/** Another process that uses a build until it is killed. */
async function user(folder: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--eval', 'console.log(1); setInterval(() => 0, 1e6)'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  rmSync(join(`${folder}.users`, String(process.pid)), { force: true });
  writeFileSync(join(`${folder}.users`, String(child.pid)), '');
  return async () => {
    child.kill();
    await once(child, 'exit');
  };
}

test('the same contents are built once', () => {
  let built = 0;
  const make = (folder: string): void => {
    built++;
    write('a')(folder);
  };
  const first = buildOf(home, 'page', 'k', make);
  expect(buildOf(home, 'page', 'k', make)).toBe(first);
  expect([built, read(first)]).toEqual([1, 'a']);
});

test('a build in use stays as it is while another is made; once nobody uses it, it goes', async () => {
  const old = buildOf(home, 'page', 'old', write('old'));
  const leave = await user(old);
  const cli = buildOf(home, 'cli', 'old', write('cli'));
  const fresh = buildOf(home, 'page', 'new', write('new'));
  expect([read(old), read(fresh), read(cli)]).toEqual(['old', 'new', 'cli']);
  await leave();
  buildOf(home, 'page', 'new', write('never'));
  expect([existsSync(old), existsSync(`${old}.users`), read(fresh), read(cli)]).toEqual([false, false, 'new', 'cli']);
});

test('of two that build at once, both get a whole build', () => {
  const folder = buildOf(home, 'page', 'k', (own) => {
    write('mine')(own);
    buildOf(home, 'page', 'k', write('theirs'));
  });
  expect(read(folder)).toBe('theirs');
  expect(readdirSync(home).toSorted()).toEqual(['page-k', 'page-k.users']);
});

test('a build that fails leaves nothing that looks like one, and what it left is swept', () => {
  const fail = (): never => {
    throw new Error('no');
  };
  expect(() => buildOf(home, 'page', 'k', fail)).toThrow('no');
  expect(existsSync(join(home, 'page-k'))).toBe(false);
  mkdirSync(join(home, 'page-k.999999999'));
  buildOf(home, 'page', 'k', write('a'));
  expect(readdirSync(home).filter((name) => name.endsWith('.999999999'))).toEqual([]);
});

test('a key is of names and contents', () => {
  const at = (name: string, text: string): void => writeFileSync(join(home, name), text);
  at('a', '1');
  const keys = [keyOf(home, ['a', 'b'])];
  at('a', '2');
  keys.push(keyOf(home, ['a', 'b']));
  at('b', '');
  keys.push(keyOf(home, ['a', 'b']));
  expect(new Set(keys).size).toBe(3);
  at('a', '1');
  rmSync(join(home, 'b'));
  expect(keyOf(home, ['a', 'b'])).toBe(keys[0]);
});
