/** Tables, floors and the machine: what both launchers print. */
import { cpus, loadavg, totalmem } from 'node:os';
import { CASES, type Case } from './cases.ts';
import type { Product } from './kernels.ts';
import type { StepFigures } from './pairing.ts';
import { runPyTorch } from './pytorch.ts';

export interface Options {
  readonly json: boolean;
  readonly check: boolean;
  readonly pytorch: string | null;
  readonly only: string | null;
  has(flag: string): boolean;
}

export function optionsOf(args: readonly string[]): Options {
  const after = (flag: string): string | null => (args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? null) : null);
  return {
    json: args.includes('--json'),
    check: args.includes('--check'),
    pytorch: after('--pytorch') ?? process.env['GROKSCOPE_PYTORCH'] ?? null,
    only: after('--only'),
    has: (flag) => args.includes(flag),
  };
}

export interface CaseFigures extends StepFigures {
  readonly title: string;
  /** ms per step; null when not measured. */
  readonly pytorch: number | null;
  readonly pytorchRatio: number | null;
}

/** Measures the cases one after another, with PyTorch before and after each: its figure is the mean of the two. */
export async function measureCases(options: Options, measure: (which: Case) => Promise<StepFigures>, say: (line: string) => void): Promise<CaseFigures[]> {
  const figures: CaseFigures[] = [];
  const cases = CASES.filter(({ id }) => options.only === null || options.only.split(',').includes(id));
  let before = runPyTorch(options.pytorch);
  if (options.pytorch !== null && before === null) say(`PyTorch: ${options.pytorch} could not be run`);
  for (const which of cases) {
    say(`${which.title} …`);
    const measured = await measure(which);
    let pytorch: number | null = null;
    if (which.pytorch !== null && before !== null) {
      const after = runPyTorch(options.pytorch) ?? before;
      const [first, second] = [before.get(which.pytorch), after.get(which.pytorch)];
      if (first !== undefined && second !== undefined) pytorch = (first + second) / 2;
      before = after;
    }
    figures.push({ ...measured, title: which.title, pytorch, pytorchRatio: pytorch === null ? null : pytorch / measured.ms.ours });
  }
  return figures;
}

export type Cell = string | number | null;

const shown = (cell: Cell): string => (cell === null ? 'not measured' : typeof cell === 'string' ? cell : cell.toFixed(cell < 10 ? 2 : 1));

/** Right-aligned columns; the first is left-aligned. */
export function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = [head, ...rows.map((row) => row.map(shown))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number))).join('  ');
  return cells.map(line).join('\n');
}

export function stepTable(figures: readonly CaseFigures[]): string {
  return tableOf(
    ['ms per training step, one thread', 'ours', 'plain TF.js', '÷ ours', 'jax-js', '÷ ours', 'PyTorch', '÷ ours'],
    figures.map(({ title, ms, ratio, pytorch, pytorchRatio }) => [title, ms.ours, ms.plain, ratio.plain, ms.jax, ratio.jax, pytorch, pytorchRatio]),
  );
}

export function kernelTable(products: readonly Product[]): string {
  return tableOf(
    ['GFLOP/s, one thread', 'form', 'stock', 'relaxed', 'simd', 'relaxed ÷ stock'],
    products.map(({ m, n, k, form, stock, relaxed, simd }) => [`${m}×${k} · ${k}×${n}`, form, stock, relaxed, simd, relaxed === null ? null : relaxed / stock]),
  );
}

const MATMUL_FLOOR = 20;
const TRANSPOSED_FLOOR = 8;
/** The shapes of a step's large products; the others are told, not promised. */
const promised = ({ m, n, k }: Product): boolean => m === 1392 && k === 64 && (n === 256 || n === 59);

/** What is missed, one line each. */
export function missed(figures: readonly CaseFigures[], products: readonly Product[]): string[] {
  const lines: string[] = [];
  const least = (what: string, value: number | null, floor: number): void => {
    if (value !== null && !(value >= floor)) lines.push(`${what}: ${value.toFixed(2)}, wanted at least ${floor}`);
  };
  for (const { id, title, ratio, pytorchRatio } of figures) {
    const floor = CASES.find((which) => which.id === id)?.floor;
    if (floor === undefined) continue;
    least(`${title}, plain TF.js ÷ ours`, ratio.plain, floor.plain);
    least(`${title}, jax-js ÷ ours`, ratio.jax, floor.jax);
    least(`${title}, PyTorch ÷ ours`, pytorchRatio, floor.pytorch);
  }
  for (const product of products.filter(promised)) {
    const { m, n, k, form, stock, relaxed } = product;
    const what = `matMul ${m}×${k}·${k}×${n} ${form}`;
    least(`${what}, GFLOP/s`, relaxed, MATMUL_FLOOR);
    if (form !== 'nn' && relaxed !== null) least(`${what}, ours ÷ stock`, relaxed / stock, TRANSPOSED_FLOOR);
  }
  return lines;
}

/** Where and when, for whoever reads the figures later. */
export function machine(host: string): { host: string; cpu: string; cores: number; memory: string; load: string } {
  const [cpu] = cpus();
  return {
    host,
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    load: loadavg()
      .map((x) => x.toFixed(1))
      .join(' '),
  };
}

/** Prints everything at the end and sets the exit status. */
export function finish(options: Options, result: object, text: readonly string[], missing: readonly string[]): void {
  if (options.json) console.log(JSON.stringify({ ...result, missed: missing }, null, 1));
  else console.log(['', ...text].join('\n'));
  const verdict = missing.length === 0 ? 'All floors reached.' : `Floors missed:\n${missing.map((line) => `  ${line}`).join('\n')}`;
  if (options.check) console.error(verdict);
  if (options.check && missing.length > 0) process.exitCode = 1;
}
