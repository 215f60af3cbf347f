/** Matrix products alone, in GFLOP/s on one thread: ours against TF.js's own WASM kernels. Both hosts use this. */
import { matMul as stockMatMul, tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { createWasmDevice, type WasmBuild, type WasmPaths } from '../src/engine/backend/wasm/device.ts';
import { matMul } from '../src/engine/ops/dense.ts';
import { Rng } from '../src/engine/rng.ts';

export const FORMS = ['nn', 'nt', 'tn'] as const;

export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly form: (typeof FORMS)[number];
  /** GFLOP/s; null where the engine does not take the build. */
  readonly stock: number;
  readonly relaxed: number | null;
  readonly simd: number | null;
}

const SHAPES: readonly (readonly [m: number, n: number, k: number])[] = [
  [1392, 256, 64],
  [1392, 59, 64],
  [1392, 64, 256],
  [64, 256, 1392],
];
const ROUNDS = 3;
const SAMPLES = 12;

function random(rows: number, columns: number): Tensor2D {
  return tensor(new Rng(1, 'bench').normals(rows * columns, 1), [rows, columns]);
}

/** Fastest of several runs, in ms: other programs only ever add time. */
function fastest(run: () => void): number {
  run();
  let best = Infinity;
  for (let i = 0; i < SAMPLES; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** ms of a (m,k)·(k,n) product whose operands lie transposed or not. A clock of 0.1 ms, as in browsers, wants several products per sample. */
function productTime(multiply: typeof matMul, { m, n, k, form }: Pick<Product, 'm' | 'n' | 'k' | 'form'>, repeats: number): number {
  const [transposeA, transposeB] = [form[0] === 't', form[1] === 't'];
  const a = transposeA ? random(k, m) : random(m, k);
  const b = transposeB ? random(n, k) : random(k, n);
  const ms = fastest(() => {
    for (let i = 0; i < repeats; i++) multiply(a, b, transposeA, transposeB).dispose();
  });
  a.dispose();
  b.dispose();
  return ms / repeats;
}

export async function measureKernels(paths: WasmPaths): Promise<Product[]> {
  const builds: readonly WasmBuild[] = ['portable', 'relaxed', 'simd'];
  const products = SHAPES.flatMap(([m, n, k]) => FORMS.map((form) => ({ m, n, k, form })));
  const best = products.map(() => new Map<WasmBuild, number>());
  for (let round = 0; round < ROUNDS; round++) {
    for (const build of builds) {
      try {
        await createWasmDevice(paths, build);
      } catch {
        continue; // an engine without relaxed SIMD
      }
      products.forEach((product, i) => {
        const stock = build === 'portable';
        const ms = productTime(stock ? stockMatMul : matMul, product, stock ? 1 : 8);
        best[i]?.set(build, Math.min(best[i]?.get(build) ?? Infinity, ms));
      });
    }
  }
  return products.map(({ m, n, k, form }, i) => {
    const speed = (build: WasmBuild): number | null => {
      const ms = best[i]?.get(build);
      return ms === undefined ? null : (2 * m * n * k) / ms / 1e6;
    };
    return { m, n, k, form, stock: speed('portable') as number, relaxed: speed('relaxed'), simd: speed('simd') };
  });
}
