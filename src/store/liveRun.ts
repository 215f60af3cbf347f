/**
 * A run fed by its worker's messages. Its state changes at most ten times a second, through `tick`, however fast the messages come. Should its
 * worker die, it knows what another one has to be told to go on.
 */
import { createStore } from 'zustand/vanilla';
import { choiceOf, type BackendChoice, type BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { withChanges, withPatch } from '../engine/config/live.ts';
import { durationOf } from '../engine/cost/duration.ts';
import type { Change, Patch } from '../engine/run/change.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { isSamePatch, unplanned } from '../engine/run/plan.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { Snapshots } from '../engine/run/snapshots.ts';
import { toldTo } from '../engine/run/told.ts';
import { tasks } from '../engine/tasks/index.ts';
import type { Death } from '../worker/crew/seat.ts';
import type { Command, Message, PageControl } from '../worker/protocol.ts';
import type { Origin } from './origin.ts';
import { Outlook } from './outlook.ts';
import { restartOf } from './restart.ts';
import { isOn, type Run, type RunState } from './run.ts';
import { Stopwatch } from './stopwatch.ts';
import { Ticker } from './ticker.ts';

/** A run as whoever has its worker sees it. */
export interface LiveRun extends Run {
  /** Largest step that it was heard to have made, measured or not. */
  readonly reached: number;
  /** The step that it may go to; null: to its end. */
  readonly allowed: number | null;
  allow(step: number | null): void;
  /** All that a worker which knows nothing of it has to be told. */
  commands(): Command[];
  hear(message: Message): void;
  /** Its worker is gone; another one is on its way. */
  interrupt(death: Death): void;
  /** Its worker is gone, and none will go on with it. */
  fail(death: Death): void;
  /** Its worker was given to another run. */
  leave(): void;
}

export interface NewRun {
  readonly record: RunRecord;
  readonly snapshots: Snapshots;
  readonly origin: Origin;
  readonly parent: Run['parent'];
  readonly plan: readonly Change[];
  readonly request: BackendRequest;
  /** What it is computed on, where it goes on from another run. */
  readonly backend: BackendChoice | null;
  /** Whether it goes on with whatever works, where that cannot be had; else it does not begin. */
  readonly anywhere?: boolean;
  readonly paused: boolean;
  readonly speed: number | null;
  /** Why the run that it goes on from stopped, if it did. */
  readonly death: Death | null;
  /** Milliseconds that the run which it goes on from has trained. */
  readonly elapsed: number;
  /** How it is over, where it is one of an earlier visit. */
  readonly over?: Partial<RunState>;
}

export interface RunSurroundings {
  /** Tells its worker. Returns false where there is none to tell. */
  readonly send: (run: string, control: PageControl) => boolean;
  readonly now: () => number;
  /** Is called whenever its worker has said something. */
  readonly heard?: () => void;
  /** Shortest time between two looks at new data, in milliseconds. */
  readonly every: number;
}

export function createRun(
  { record, snapshots, origin, parent, plan, request, anywhere = false, paused, elapsed, over = {}, ...begun }: NewRun,
  { send, now, every, heard = () => undefined }: RunSurroundings,
): LiveRun {
  const { id, config } = record;
  /** With every change so far, and with those that are on their way. */
  const asIs = (patches: readonly Patch[]): Pick<RunState, 'config' | 'asked'> => {
    const { changes } = toldTo(record);
    const configWith = (made: readonly Change[]): RunConfig => patches.reduce(withPatch, withChanges(config, made));
    return { config: configWith(changes), asked: configWith(unplanned(changes, plan)) };
  };
  const store = createStore<RunState>(() => ({
    status: 'starting',
    wanted: paused ? 'paused' : 'running',
    phase: 'loading',
    ...asIs([]),
    sizes: null,
    from: null,
    reason: null,
    what: null,
    unavailable: null,
    unconfirmed: [],
    refused: [],
    tick: 0,
    step: record.step,
    stepsPerSecond: 0,
    ...begun,
    ...over,
  }));
  const watch = new Stopwatch(now, elapsed);
  const outlook = new Outlook();
  /** Seconds that it is counted to take until a step is measured, on the backend at hand. */
  let counted = (_step: number): number => 0;
  let stepsPerSecond = 0;
  let heardAt = now();
  let reached = record.step;
  let allowed: number | null = null;
  /** Whether it was ever begun here: from then on it is to go on, be it elsewhere, should what computes it go. */
  let hasBegun = false;
  /** The step that single steps lead to, made or not: a worker that takes over has to make those that nobody has heard of. */
  let goal: number | null = null;

  const ticker = new Ticker(every, () => {
    outlook.mark(watch.read(), record.latest === null ? 0 : counted(record.step));
    store.setState(({ tick }) => ({ tick: tick + 1, step: record.step, stepsPerSecond }));
  });
  const on = (): boolean => isOn(store.getState().status);
  const tell = (control: PageControl): boolean => on() && send(id, control);

  const rest = (at?: number): void => {
    watch.stop(at);
    stepsPerSecond = 0;
    ticker.now();
  };
  /** It runs with what was confirmed, and with what is on its way. */
  const change = (unconfirmed: readonly Patch[]): void => store.setState({ unconfirmed, ...asIs(unconfirmed) });
  /** The worker has answered for the first of what is on its way; what a plan changes meanwhile is none of it. */
  const answered = (patch?: Patch): void => {
    const { unconfirmed } = store.getState();
    const its = patch === undefined || isSamePatch(unconfirmed[0] ?? {}, patch);
    change(its ? unconfirmed.slice(1) : unconfirmed);
  };
  const end = (state: Partial<RunState>): void => {
    rest();
    // What was not made by now is not made.
    if (store.getState().unconfirmed.length > 0) change([]);
    store.setState({ phase: null, death: null, ...state });
  };

  const computedOn = ({ backend }: Pick<BackendChoice, 'backend'>): void => {
    counted = durationOf(config, backend);
    outlook.reset();
  };

  /** How many examples there are, where a change on its way was about them. */
  const sizesNow = (): Partial<RunState['sizes']> => {
    const { task } = store.getState().config;
    return task === config.task || JSON.stringify(task) === JSON.stringify(config.task) ? {} : tasks.get(task.id).sizes(task);
  };

  const begin = (event: Extract<RunEvent, { type: 'started' }>): void => {
    const { death, wanted, backend } = store.getState();
    const choice = choiceOf(event);
    // Before its first begin there was nothing to recover.
    if (death !== null && backend !== null)
      record.take({ type: 'recovered', lost: 'worker', step: record.step, from: event.step, what: death.what, ...choice });
    record.take(event);
    hasBegun = true;
    computedOn(choice);
    const sizes = { parameters: event.parameters, train: event.trainSize, val: event.valSize };
    store.setState({ status: wanted, phase: null, death: null, backend: choice, sizes: { ...sizes, ...sizesNow() } });
    if (wanted === 'running') watch.start();
    ticker.now();
  };

  const take = (event: RunEvent): void => {
    if (event.type === 'started') return begin(event);
    record.take(event);
    switch (event.type) {
      case 'recovered':
        store.setState({ backend: choiceOf(event) });
        computedOn(event);
        return ticker.soon();
      case 'changed':
        answered(event.patch);
        store.setState(({ sizes }) => ({ sizes: sizes && { ...sizes, ...sizesNow() } }));
        return ticker.soon();
      case 'snapshot':
        return snapshots.add(event.snapshot);
      case 'finished':
        return end({ status: 'finished', reason: event.reason });
      case 'diverged':
        return end({ status: 'diverged', what: event.what });
      default:
        return ticker.soon();
    }
  };

  const hear = (message: Message): void => {
    switch (message.type) {
      case 'event':
        return take(message.event);
      case 'progress':
        stepsPerSecond = message.progress.stepsPerSecond;
        reached = message.progress.step;
        return ticker.soon();
      case 'phase':
        return store.getState().status === 'starting' ? store.setState({ phase: message.phase }) : undefined;
      case 'unavailable':
        return end({ status: 'failed', unavailable: { backend: message.backend, reason: message.reason } });
      case 'refused':
        // A change was not made: the run goes on without it.
        answered();
        return store.setState({ refused: message.problems });
      default:
    }
  };

  const want = (wanted: RunState['wanted'], control: PageControl): void => {
    if (!on()) return;
    tell(control);
    // What goes on takes its steps anyway; told after it, they would end in the pause that belongs to them.
    goal = control.type === 'step' ? Math.max(goal ?? 0, record.step) + control.count : null;
    if (store.getState().status === 'starting') return store.setState({ wanted });
    if (wanted === 'running') watch.start();
    else watch.stop();
    store.setState({ wanted, status: wanted });
  };

  return {
    id,
    config,
    record,
    snapshots,
    origin,
    parent,
    plan,
    request,
    store,
    pause: () => want('paused', { type: 'pause' }),
    resume: () => want('running', { type: 'resume' }),
    step: (count) => want('paused', { type: 'step', count }),
    change(patch) {
      if (!on()) return;
      tell({ type: 'change', patch });
      // At once, not when the worker confirms it: else the form would call the change pending for a moment.
      change([...store.getState().unconfirmed, patch]);
    },
    setSpeed(speed) {
      outlook.reset();
      store.setState({ speed });
      tell({ type: 'speed', stepsPerSecond: speed });
    },
    get reached() {
      return Math.max(reached, record.step);
    },
    get allowed() {
      return allowed;
    },
    allow(step) {
      if (step === allowed) return;
      allowed = step;
      tell({ type: 'allow', step });
    },
    elapsed: () => watch.read(),
    left() {
      const { speed } = store.getState();
      const left = outlook.left(watch.read(), counted(config.steps));
      return left === null || speed === null ? left : Math.max(left, (1000 * (config.steps - record.step)) / speed);
    },
    commands() {
      const { backend, wanted, speed, unconfirmed } = store.getState();
      const steps = Math.max(0, (goal ?? 0) - record.step);
      return restartOf({ record, from: snapshots.latest, plan, request, backend, paused: wanted === 'paused', only: !hasBegun && !anywhere }, [
        ...(allowed === null ? [] : [{ type: 'allow', step: allowed } as const]),
        ...(speed === null ? [] : [{ type: 'speed', stepsPerSecond: speed } as const]),
        ...unconfirmed.map((patch) => ({ type: 'change', patch }) as const),
        ...(steps === 0 ? [] : [{ type: 'step', count: steps } as const]),
      ]);
    },
    hear(message) {
      heardAt = now();
      hear(message);
      heard();
    },
    interrupt(death) {
      // It was dead from some moment after its last word on, before anyone noticed.
      rest(heardAt);
      store.setState({ status: 'starting', phase: 'loading', death });
    },
    fail: (death) => end({ status: 'failed', death }),
    leave: () => end({ status: 'finished', reason: 'stopped' }),
  };
}
