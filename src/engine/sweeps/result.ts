/** What a plain run comes to, in one line: where phase diagrams, tables of seeds and power laws are made of. */
import type { KernelBuild, BackendName } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import type { RunEvent } from '../run/events.ts';
import { nearOf, standingOf } from '../run/learned.ts';
import type { Milestone } from '../run/milestone.ts';
import type { Fold } from './fold.ts';

export interface RunResult {
  readonly type: 'result';
  /** Updates made. */
  readonly step: number;
  /** Whether it came to its last step. */
  readonly whole: boolean;
  /** Steps at which train and validation accuracy passed their thresholds for good: what came before it forgot does not count. */
  readonly train: number | null;
  readonly val: number | null;
  /** Whether validation accuracy had passed its threshold once and is nowhere near it any more. */
  readonly forgot: boolean;
  /** Step at which a number was no longer finite. */
  readonly diverged: number | null;
  readonly milestones: readonly Milestone[];
  /** The last of every series: 'val.loss', 'weightNorm', … */
  readonly last: Readonly<Record<string, number>>;
  /** null before it has begun. */
  readonly backend: BackendName | null;
  readonly build: KernelBuild | null;
}

const VAL = 'val.accuracy';

/** With what follows from its milestones and its last accuracies. */
function judged(result: RunResult, config: RunConfig): RunResult {
  const { milestones, last } = result;
  const { train, val } = standingOf(milestones);
  const passed = milestones.some(({ kind }) => kind === 'grokked' || kind === 'generalised');
  const forgot = passed && (last[VAL] ?? 1) < nearOf(config).grokked;
  return { ...result, train: train?.step ?? null, val: val?.step ?? null, forgot };
}

/** A fold of a plain run. */
export const resultFold: Fold<RunResult & { readonly config: RunConfig }> = {
  begin: (config) => ({
    config,
    type: 'result',
    step: 0,
    whole: false,
    train: null,
    val: null,
    forgot: false,
    diverged: null,
    milestones: [],
    last: {},
    backend: null,
    build: null,
  }),
  take(before, event: RunEvent) {
    const result = { ...before, step: Math.max(before.step, event.step) };
    switch (event.type) {
      case 'started':
        return { ...result, backend: event.backend, build: event.build };
      case 'metrics':
        return { ...result, last: { ...result.last, ...event.values } };
      case 'milestone':
        return { ...result, milestones: [...result.milestones, { kind: event.kind, step: event.step }] };
      case 'diverged':
        return { ...result, ...judged(result, result.config), diverged: event.step };
      case 'finished':
        return { ...result, ...judged(result, result.config), whole: event.step === result.config.steps };
      default:
        return result;
    }
  },
};
