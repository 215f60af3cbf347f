/** Groups of runs that differ in nothing but the seed, and the middle of what they have come to. Pure. */
import { alike, exceptSeed, oncePerSeed } from '../../../engine/compare/differing.ts';
import type { Outcome } from '../../../engine/compare/outcome.ts';
import { bandOf, FEWEST, quantileOfTimes, SHARES, type Waited } from '../../../engine/compare/quartiles.ts';
import { lastOf } from '../../../engine/run/story.ts';
import type { Row } from './row.ts';

/** Lower quartile, median, upper quartile; null where it cannot be told yet. */
export type Three = readonly [low: number | null, middle: number | null, high: number | null];

/** What the runs of a group have come to together; times of which some are still waited for are told where these cannot change them. */
interface Together {
  readonly memorised: Three;
  readonly grokked: Three;
  /** Steps between the two. Null where evaluations are too rare for one. */
  readonly delay: Three | null;
  /** Whether some learned without memorising first, and some generalised without a delay. */
  readonly fitted: boolean;
  readonly generalised: boolean;
  /** How many have diverged. */
  readonly diverged: number;
  /** Whether any of them goes on: then what has not come may still come. */
  readonly on: boolean;
  /** Whether steps are no more than upper bounds. */
  readonly coarse: boolean;
  /** The last step that all of them have, and the figures there; null where there is none. */
  readonly step: number | null;
  readonly norm: Three;
  readonly train: Three;
  readonly val: Three;
}

export interface Group {
  readonly rows: readonly Row[];
  /** Null where there are too few to have a middle. */
  readonly together: Together | null;
}

const timesOf = (times: readonly Waited[]): Three => SHARES.map((share) => quantileOfTimes(times, share)) as [number | null, number | null, number | null];

const passed = (step: number): Waited => ({ step, passed: true });
const waiting = (step: number): Waited => ({ step, passed: false });

/** What has generalised without a delay had none; what has memorised and not grokked has waited since. */
function delayOf({ train, val, delay, step }: Outcome): Waited {
  if (delay !== null) return passed(delay.steps);
  if (val !== null) return passed(0);
  return waiting(train === null ? 0 : step - train.step);
}

function together(rows: readonly Row[]): Together {
  const outcomes = rows.map(({ outcome }) => outcome);
  const coarse = outcomes.some((outcome) => outcome.coarse);
  const when = (side: 'train' | 'val'): Three => timesOf(outcomes.map((one) => (one[side] === null ? waiting(one.step) : passed(one[side].step))));
  const last = (key: string): { readonly step: number | null; readonly three: Three } => {
    const { low, middle, high } = bandOf(rows.map(({ record }) => record.curve(key)));
    return { step: middle.length === 0 ? null : (middle.steps[middle.length - 1] as number), three: [lastOf(low), lastOf(middle), lastOf(high)] };
  };
  const { step, three } = last('train.accuracy');
  return {
    memorised: when('train'),
    grokked: when('val'),
    fitted: outcomes.some(({ train }) => train?.kind === 'fitted'),
    generalised: outcomes.some(({ val }) => val?.kind === 'generalised'),
    diverged: rows.filter(({ diverged }) => diverged).length,
    on: rows.some(({ on }) => on),
    delay: coarse ? null : timesOf(outcomes.map(delayOf)),
    coarse,
    step,
    norm: last('weightNorm').three,
    train: three,
    val: last('val.accuracy').three,
  };
}

export function groupsOf(rows: readonly Row[]): Group[] {
  return alike(rows, ({ compared }) => exceptSeed(compared)).map((all) => {
    const group = oncePerSeed(
      all,
      ({ compared }) => compared.config.seed,
      ({ outcome }) => outcome.step,
    );
    return { rows: group, together: group.length < FEWEST ? null : together(group) };
  });
}
