/** What is in a run file, for other programs and for people. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pythonWith } from '../../python.ts';
import { unless } from '../../unless.ts';
import { cli, cliTo, PROGRAM, TINY } from '../program.ts';

const torch = pythonWith('numpy', 'torch');

let [folder, file] = ['', ''];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
  file = join(folder, 'a.grokscope');
  cli('run', ...TINY, '--steps', '6', '--set', '@3.optimizer.lr=0.01', '--save', file);
});
afterAll(() => rmSync(folder, { recursive: true }));

const parts = (): Record<string, Uint8Array> => unzipSync(readFileSync(file));
const sent = (...flags: readonly string[]): Buffer => spawnSync(process.execPath, [PROGRAM, 'export', file, ...flags]).stdout;

test('--csv and --safetensors are the file’s own parts', () => {
  expect(sent('--csv').equals(parts()['curves.csv'] as Uint8Array)).toBe(true);
  expect(sent('--safetensors').equals(parts()['snapshots/6.safetensors'] as Uint8Array)).toBe(true);
  expect(sent('--safetensors', '--step', '0').equals(parts()['snapshots/0.safetensors'] as Uint8Array)).toBe(true);
});

test('--json is run.json with the curves', () => {
  const { curves, ...run } = JSON.parse(sent('--json').toString()) as { curves: Record<string, { step: number[]; value: number[] }> };
  expect(run).toEqual(JSON.parse(new TextDecoder().decode(parts()['run.json'])));
  expect(curves['train.loss']?.step).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('--wide has a row for each step, as CSV and as JSON', () => {
  const [columns = '', ...rows] = sent('--csv', '--wide').toString().trimEnd().split('\n');
  expect(columns).toMatch(/^step,train\.loss,/);
  expect(rows.map((row) => row.split(',')[0])).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  const { curves } = JSON.parse(sent('--json', '--wide').toString()) as { curves: Record<string, (number | null)[]> };
  expect(Object.keys(curves)).toEqual(columns.split(','));
  expect(rows.map((row) => Number(row.split(',')[1]))).toEqual(curves['train.loss']);
  expect(cli('export', file, '--npz', '--wide', '--to', join(folder, 'x.npz'))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--wide') as string,
  });
});

test('--bibtex cites the paper and the run', () => {
  expect(sent('--bibtex').toString()).toMatch(/^@misc\{power2022grokking,[^]*^@misc\{grokscope_default_seed\d+,[^]*\\url\{#preset=default[^]*\}\n$/m);
});

test('--npz holds arrays as NumPy has them', () => {
  const arrays = unzipSync(sent('--npz'));
  const npy = arrays['curves.train.loss.npy'] as Uint8Array;
  const length = new DataView(npy.buffer, npy.byteOffset).getUint16(8, true);
  // As numpy.lib.format has it: \x93NUMPY, 1.0, a line padded to 64 bytes.
  expect([...npy.subarray(0, 8)]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0]);
  expect((10 + length) % 64).toBe(0);
  expect(Buffer.from(npy.subarray(10, 10 + length)).toString()).toMatch(/^\{'descr': '<f8', 'fortran_order': False, 'shape': \(2, 7\), \} *\n$/);
  expect(new Float64Array(npy.slice(10 + length).buffer).slice(0, 7)).toEqual(Float64Array.of(0, 1, 2, 3, 4, 5, 6));
  expect(Object.keys(arrays)).toContain('parameters.embedding.npy');
  expect(Buffer.from(arrays['parameters.layer0.in.bias.npy'] as Uint8Array).toString('latin1')).toContain(
    "'descr': '<f4', 'fortran_order': False, 'shape': (8,), }",
  );
});

test('--pytorch is the network of a snapshot as a program that checks itself', unless(torch.missing), () => {
  for (const [step, flags] of [
    ['6', []],
    ['3', ['--step', '3']],
  ] as const) {
    const to = join(folder, `step${step}.zip`);
    expect(cli('export', file, '--pytorch', to, ...flags)).toEqual({ status: 0, lines: [], stderr: '' });
    const at = mkdtempSync(join(folder, 'pytorch-'));
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(to)))) writeFileSync(join(at, name), bytes);
    expect(readFileSync(join(at, 'README.md'), 'utf8')).toMatch(new RegExp(`after ${step} updates[^]*#preset=default`));
    expect(torch.run([join(at, 'network_torch.py')]).stdout).toMatch(/^49 examples: the logits differ by \d\.\de[-+]\d\d at most$/m);
  }
  expect(cli('export', file, '--pytorch', join(folder, 'x.zip'), '--step', '9')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--step') as string,
  });
});

test('--to writes into a file instead', () => {
  const to = join(folder, 'x.csv');
  expect(cli('export', file, '--csv', '--to', to)).toEqual({ status: 0, lines: [], stderr: '' });
  expect(readFileSync(to).equals(parts()['curves.csv'] as Uint8Array)).toBe(true);
});

test('of the lines that a run printed, it writes what is in them; there is nothing to go on from', () => {
  const lines = join(folder, 'a.jsonl');
  const straight = join(folder, 'straight.grokscope');
  expect(cliTo(lines, 'run', ...TINY, '--steps', '6', '--save', straight).status).toBe(0);
  const sorted = (csv: string): string[] => csv.split('\n').toSorted();
  const [printed, kept] = [lines, straight].map((path) => spawnSync(process.execPath, [PROGRAM, 'export', path, '--csv']).stdout.toString());
  expect(sorted(printed as string)).toEqual(sorted(kept as string));
  expect(cli('show', lines).lines.join('\n')).toMatch(/at step 6 of 6/);
  expect(cli('export', lines, '--npz', '--to', join(folder, 'x.npz'))).toMatchObject({ status: 2, stderr: expect.stringContaining('no snapshot') as string });
  expect(cli('run', '--resume', lines, '--steps', '9')).toMatchObject({ status: 2, stderr: expect.stringContaining('no network in it') as string });
});

test('show says what is in it', () => {
  const { status, lines, stderr } = cli('show', file);
  expect([status, stderr]).toEqual([0, '']);
  const said = lines.join('\n');
  for (const words of [
    /run +default, seed \d+, at step 6 of 6/,
    /@3\.optimizer\.lr=0\.01/,
    /snapshots +0, 1, 2, 3, 4, 5, 6/,
    /Power et al\. 2022/,
    /--resume .*a\.grokscope --steps 12/,
    /#preset=default/,
  ])
    expect(said).toMatch(words);
});

test('--svg is the figure of its charts, of one, and of a moment', () => {
  const to = join(folder, 'a.svg');
  expect(cli('export', file, '--svg', to)).toEqual({ status: 0, lines: [], stderr: '' });
  const all = readFileSync(to, 'utf8');
  expect(sent('--svg').toString()).toBe(all);
  expect(all).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg [^]*<title>Training curves<\/title>[^]*step 6[^]*<\/svg>\n$/);
  expect(sent('--svg', '--chart', 'loss', '--step', '3', '--axis', 'linear', '--language', 'ja').toString()).toMatch(
    /<title>損失<\/title>[^]*全 6 ステップの 3/,
  );
});

test.each([
  [['--svg', '--chart', 'nothing'], '--chart nothing: it must be one of accuracy, loss'],
  [['--svg', '--step', '7'], '--step 7: the run is at step 6'],
  [['--svg', '--wide'], '--wide: --svg has one form'],
  [['--csv', '--chart', 'loss'], '--chart: --csv has no charts'],
  [['--json', '--axis', 'log'], '--axis: --json has no axis'],
  [['--svg', 'a.svg', '--to', 'b.svg'], '--to: --svg names a file already'],
  [['--svg', '--axis', 'square'], '--axis'],
])('%j is refused, and says why', (flags, why) => {
  expect(cli('export', file, ...flags)).toMatchObject({ status: 2, stderr: expect.stringContaining(why) as string });
});
