/** The record of one run: a fold of its events. Its curves grow outside React, whatever numbers the probes report; its marks are few. */
import type { BackendChoice } from '../backend/choice.ts';
import type { RunConfig } from '../config/config.ts';
import type { Text } from '../text.ts';
import type { Patch } from './change.ts';
import { EMPTY_CURVE, GrowingCurve, type Curve } from './curve.ts';
import type { Lost, Metrics, RunEvent } from './events.ts';
import type { Milestone } from './milestone.ts';
import { StepColumns } from './stepColumns.ts';

/** On other kernels the numbers are others in their last digits. */
export type Kernels = Pick<BackendChoice, 'backend' | 'build'>;

/** Something that happened at a step, drawn as a vertical rule. */
export type Mark =
  | Milestone
  | { readonly kind: 'changed'; readonly step: number; readonly patch: Patch }
  | {
      readonly kind: 'recovered';
      readonly lost: Lost;
      readonly step: number;
      readonly what: string;
      readonly why?: Text;
      /** What computes from here on, where it is not what did before. */
      readonly moved?: Kernels;
    }
  /** It goes on on other kernels than those of the run that it goes on from. */
  | { readonly kind: 'moved'; readonly step: number; readonly to: Kernels }
  | { readonly kind: 'diverged'; readonly step: number; readonly what: string };

/** What made the numbers from a step on. */
export interface Made extends Kernels {
  readonly step: number;
}

export interface RunRecord {
  readonly id: string;
  readonly config: RunConfig;
  /** The kernels that made its numbers, from its first step on; empty before it has begun. */
  readonly made: readonly Made[];
  /** Keys of the numbers reported so far, in the order in which they first came. */
  readonly keys: readonly string[];
  readonly marks: readonly Mark[];
  /** Latest metrics, or null before the first. */
  readonly latest: Metrics | null;
  /** Largest step reported. */
  readonly step: number;
  /** Rises with every event, so that views know when to look again. */
  readonly version: number;
  /** The curve of a number; empty where it was never reported. */
  curve(key: string): Curve;
  /** Takes in one event. Data only: no React, no clock. */
  take(event: RunEvent): void;
  /** A new record that shares this one's past up to and including `step`. */
  fork(id: string, config: RunConfig, step: number): RunRecord;
}

/** What a record starts with: another run's past up to a step. */
interface Past {
  readonly curves: ReadonlyMap<string, Curve>;
  readonly marks: readonly Mark[];
  readonly made: readonly Made[];
  readonly step: number;
}

/** Whether a run that was computed on the one is computed on the other; a run that has not begun was computed on none. */
const isMove = (from: Kernels | undefined, to: Kernels): boolean => from !== undefined && (from.backend !== to.backend || from.build !== to.build);

/** @param on what it was computed on before. */
function recovery({ lost, step, what, why, backend, build }: Extract<RunEvent, { type: 'recovered' }>, on: Kernels | undefined): Mark {
  const to = { backend, build };
  return { kind: 'recovered', lost, step, what, ...(why === undefined ? {} : { why }), ...(isMove(on, to) ? { moved: to } : {}) };
}

/** What was marked by a step, and what had made the numbers; a run that goes on from there has not diverged. */
export const upTo = ({ marks, made }: Pick<RunRecord, 'marks' | 'made'>, step: number): { readonly marks: Mark[]; readonly made: Made[] } => ({
  marks: marks.filter((mark) => mark.step <= step && mark.kind !== 'diverged'),
  made: made.filter((one) => one.step <= step),
});

export function createRecord(id: string, config: RunConfig, past?: Past): RunRecord {
  const curves = new Map<string, GrowingCurve>();
  const columns = new StepColumns();
  const { marks, made } = past === undefined ? { marks: [], made: [] } : upTo(past, past.step);
  /** A device that is replaced by its like changes nothing. */
  const make = (step: number, { backend, build }: Kernels): void => {
    const last = made.at(-1);
    if (last === undefined || isMove(last, { backend, build })) made.push({ step, backend, build });
  };
  const growing = (key: string): GrowingCurve => {
    const known = curves.get(key) ?? new GrowingCurve(columns);
    curves.set(key, known);
    return known;
  };
  if (past !== undefined) for (const [key, curve] of past.curves) growing(key).copy(curve, past.step);
  const record = {
    id,
    config,
    marks,
    made,
    latest: null as Metrics | null,
    step: past?.step ?? 0,
    version: 0,
    get keys(): string[] {
      return [...curves.keys()];
    },
    curve: (key: string): Curve => curves.get(key) ?? EMPTY_CURVE,
    take(event: RunEvent): void {
      record.version++;
      record.step = Math.max(record.step, event.step);
      switch (event.type) {
        case 'started':
          if (isMove(made.at(-1), event)) marks.push({ kind: 'moved', step: record.step, to: { backend: event.backend, build: event.build } });
          make(event.step, event);
          break;
        case 'metrics':
          record.latest = event;
          for (const [key, value] of Object.entries(event.values)) growing(key).push(event.step, value);
          break;
        case 'milestone':
          if (!marks.some(({ kind, step }) => kind === event.kind && step === event.step)) marks.push({ kind: event.kind, step: event.step });
          break;
        case 'changed':
          marks.push({ kind: 'changed', step: event.step, patch: event.patch });
          break;
        case 'recovered':
          marks.push(recovery(event, made.at(-1)));
          make(event.from, event);
          break;
        case 'diverged':
          marks.push({ kind: 'diverged', step: event.step, what: event.what });
          break;
        default:
      }
    },
    fork: (newId: string, newConfig: RunConfig, step: number): RunRecord => createRecord(newId, newConfig, { curves, marks, made, step }),
  };
  return record;
}
