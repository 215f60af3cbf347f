/** Whatever goes wrong, one line says so, and the status whose fault it is. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { faultOf } from '../../src/cli/fault.ts';
import { BackendUnavailable } from '../../src/engine/backend/unavailable.ts';
import { unless } from '../unless.ts';
import { cli, cliTo, cliWhile, PROGRAM, TINY, type Ended } from './program.ts';

const CODES = ['EACCES', 'EADDRINUSE', 'EAGAIN', 'EBUSY', 'EDQUOT', 'EEXIST', 'EFBIG', 'EIO', 'EISDIR', 'EMFILE', 'ENFILE', 'ENOENT', 'ENOMEM', 'ENOSPC'];
const MORE = ['ENOTDIR', 'EPERM', 'EPIPE', 'EROFS', 'ETIMEDOUT', 'EXDEV'];

test.each([...CODES, ...MORE].filter((code) => code in constants.errno))('%s is the machine’s, in one line', (code) => {
  const errno = -(constants.errno as Readonly<Record<string, number>>)[code]!;
  const { line, status } = faultOf(Object.assign(new Error(`${code}: x\n    at y`), { code, errno, syscall: 'open', path: '/a/b' }));
  expect(status).toBe(5);
  expect(line).toMatch(new RegExp(`^/a/b: .+ \\(${code}\\)$`));
});

function caught(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('errors as Node throws them', () => {
  expect(faultOf(caught(() => readFileSync('/nowhere')))).toEqual({ line: '/nowhere: no such file or directory (ENOENT)', status: 5 });
  expect(faultOf(caught(() => readFileSync('package.json/x'))).line).toContain('package.json/x');
  expect(faultOf(caught(() => readFileSync('.'))).line).toContain('(EISDIR)');
  expect(faultOf(new BackendUnavailable('webgpu', { en: 'no\nGPU', ja: '' }))).toEqual({ line: '--backend webgpu: no GPU', status: 5 });
});

test.each([new Error('one\n  two'), new TypeError('x is not a function'), 'a word', null, undefined, { code: 'ENOENT' }])(
  'anything else is ours, in one line, with how to report it: %s',
  (error) => {
    const { line, status } = faultOf(error);
    expect(status).toBe(1);
    expect(line).not.toContain('\n');
    expect(line).toMatch(/^unexpected: .*report/);
  },
);

const full = unless(existsSync('/dev/full') ? null : 'no /dev/full here');

test.each([['presets'], ['--help'], ['run', '--help'], ['run', '--preset', 'default', '--steps', '5', ...TINY]])('a full disk: %s', full, (...args) => {
  expect(cliTo('/dev/full', ...args)).toEqual({ status: 5, lines: [], stderr: 'grokscope: output: no space left on device (ENOSPC)\n' });
});

test('whoever reads may stop', async () => {
  const { status, stderr } = await cliWhile((child) => void child.stdout?.destroy(), ['run', '--preset', 'default', '--steps', '1000000', ...TINY]);
  expect([status, stderr]).toEqual([0, '']);
});

/** The program alone in a folder, with the modules that are named and no others, nor its data. */
function alone(modules: readonly string[], ...args: readonly string[]): Ended {
  const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
  try {
    cpSync(PROGRAM, join(folder, 'main.mjs'));
    for (const name of modules) {
      mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
      symlinkSync(join(process.cwd(), 'node_modules', name), join(folder, 'node_modules', name));
    }
    // Dawn that finds nothing.
    if (!modules.includes('webgpu') && args.includes('webgpu')) {
      mkdirSync(join(folder, 'node_modules/webgpu'));
      writeFileSync(
        join(folder, 'node_modules/webgpu/index.js'),
        "console.warn('Warning: no dog'); exports.create = () => ({ requestAdapter: async () => null });",
      );
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'main.mjs'), 'run', ...args], { encoding: 'utf8' });
    return { status, lines: stdout.split('\n').filter(Boolean), stderr: stderr.replaceAll(realpathSync(folder), '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const TFJS = '@tensorflow/tfjs-backend-wasm';

test.each([
  ['its modules', [], ['--preset', 'default'], /^grokscope: Cannot find module '@tensorflow.*: install what it needs with npm ci\n$/],
  ['its data', [TFJS], ['--preset', 'digits-alpha-1'], /^grokscope: \/data\/digits\.bin: no such file or directory \(ENOENT\)\n$/],
  ['a GPU', [TFJS], ['--preset', 'default', '--backend', 'webgpu'], /^grokscope: --backend webgpu: npm webgpu finds no GPU on this machine \(no dog\)\n$/],
])('a program without %s says so', (_what, modules, args, expected) => {
  const { status, lines, stderr } = alone(modules, ...args);
  expect([status, lines]).toEqual([5, []]);
  expect(stderr).toMatch(expected);
});

const driver = process.env['GROKSCOPE_VULKAN_DRIVER'];

test('with one it runs', unless(driver === undefined ? 'no Vulkan driver for Node' : null), () => {
  const args = [PROGRAM, 'run', '--preset', 'default', '--backend', 'webgpu', '--steps', '1', ...TINY];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, VK_DRIVER_FILES: driver } });
  expect(status).toBe(0);
  expect(JSON.parse(stdout.split('\n')[0] ?? '{}')).toMatchObject({ backend: 'webgpu', build: 'WGSL', fallbacks: [] });
});

test('an unknown command is named', () => {
  expect(cli('fly').stderr).toBe("grokscope: unknown command 'fly'\n");
});
