/** Takes turns: ours, plain, jax, ours, plain, jax, … so that whatever else the machine does meets them all alike. Both hosts use this. */
import { createWasmDevice, type WasmPaths } from '../src/engine/backend/wasm/device.ts';
import type { Case } from './cases.ts';
import { settingOf, type Contestant } from './contestant.ts';
import { createJax } from './jax.ts';
import { createOurs } from './ours.ts';
import { createPlain } from './plain.ts';

export const ENGINES = ['ours', 'plain', 'jax'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface StepFigures {
  readonly id: string;
  /** Median ms per training step. */
  readonly ms: Readonly<Record<EngineName, number>>;
  /** The others' median over ours. */
  readonly ratio: { readonly plain: number; readonly jax: number };
  /** Training loss after the same number of steps from the same weights. */
  readonly losses: Readonly<Record<EngineName, number>>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Steps after which the losses are compared; they also warm up whatever compiles. */
const AGREE_AFTER = 3;

/** Losses of the same network agree to rounding, or it is not the same network. */
function checkAgreement(id: string, losses: Readonly<Record<EngineName, number>>): void {
  for (const name of ENGINES) {
    if (!(Math.abs(losses[name] / losses.ours - 1) < 1e-3)) throw new Error(`${id}: the losses differ: ${JSON.stringify(losses)}`);
  }
}

export async function measureCase(which: Case, paths: WasmPaths): Promise<StepFigures> {
  const enterOurs = (): Promise<unknown> => createWasmDevice(paths);
  const device = await createWasmDevice(paths);
  const setting = settingOf(which.config);
  const contestants: Record<EngineName, Contestant> = {
    ours: createOurs(which.config, device, enterOurs),
    plain: createPlain(setting, () => createWasmDevice(paths, 'portable')),
    jax: await createJax(setting, which.padded),
  };
  const losses: Record<EngineName, number> = { ours: 0, plain: 0, jax: 0 };
  const times: Record<EngineName, number[]> = { ours: [], plain: [], jax: [] };
  for (const name of ENGINES) {
    await contestants[name].enter();
    for (let i = 0; i < AGREE_AFTER; i++) await contestants[name].step();
    losses[name] = await contestants[name].loss();
  }
  checkAgreement(which.id, losses);
  for (let round = 0; round < which.rounds; round++) {
    for (const name of ENGINES) {
      const contestant = contestants[name];
      await contestant.enter();
      // Caches and allocators find their state again; a slow step is too dear for that.
      if (which.steps[name] > 1) await contestant.step();
      for (let i = 0; i < which.steps[name]; i++) {
        const start = performance.now();
        const done = contestant.step();
        if (done !== undefined) await done;
        times[name].push(performance.now() - start);
      }
    }
  }
  for (const name of ENGINES) contestants[name].dispose();
  const ms = { ours: median(times.ours), plain: median(times.plain), jax: median(times.jax) };
  return { id: which.id, ms, ratio: { plain: ms.plain / ms.ours, jax: ms.jax / ms.ours }, losses };
}
