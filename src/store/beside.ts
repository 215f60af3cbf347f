/** Presets that the run in front is compared with, as a link says it: those that stand beside it on the charts, or are yet to be started. */
import type { StoreApi } from 'zustand/vanilla';
import { differences } from '../engine/config/differences.ts';
import { MOST_BESIDE } from '../engine/link/link.ts';
import { findPreset } from '../engine/presets/index.ts';
import { toldTo } from '../engine/run/told.ts';
import type { Bench, BenchState } from './bench.ts';
import type { Run } from './run.ts';

/** Ids that a link named, until they are started or nobody asks for them any more. */
export type Beside = StoreApi<readonly string[]>;

/** The preset whose run it is, with nothing else about it; null where it is no preset's. */
function presetOf({ origin, config, plan, record, parent }: Run): string | null {
  const preset = findPreset(origin.basedOn);
  const plain = preset !== undefined && plan.length === 0 && parent?.forked !== true && toldTo(record).changes.length === 0;
  return plain && differences(preset.config, config).length === 0 ? preset.id : null;
}

interface Standing {
  readonly bench: Pick<Bench, 'store'>;
  readonly beside: Beside;
}

const presetsOf = (runs: readonly Run[]): readonly string[] => runs.flatMap((run) => presetOf(run) ?? []);

/** Those that a link named and no run on the bench is one of. */
export function missingOf({ runs }: Pick<BenchState, 'runs'>, asked: readonly string[]): readonly string[] {
  const there = new Set(presetsOf(runs));
  return asked.filter((id) => !there.has(id));
}

/** Those that are yet to be started, and the latest that stand behind the run in front. */
export function besideOf({ bench, beside }: Standing): readonly string[] {
  const state = bench.store.getState();
  const own = new Set(presetsOf(state.front === null ? [] : [state.front]));
  const behind = state.runs.filter((run) => run !== state.front && !state.hidden.has(run.id));
  const ids = new Set([...presetsOf(behind), ...missingOf(state, beside.getState())]);
  return [...ids].filter((id) => !own.has(id)).slice(-MOST_BESIDE);
}
