/**
 * What happened: the current run, fed by the worker's messages. Curves grow in the run's record, outside React; the state changes at most
 * ten times a second, through `tick`, however fast the messages come.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { choiceOf, type BackendChoice, type BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { patchBetween, withChanges, withPatch } from '../engine/config/live.ts';
import type { Problem } from '../engine/problem.ts';
import type { Patch } from '../engine/run/change.ts';
import type { EndReason, RunEvent } from '../engine/run/events.ts';
import type { ParametersAt } from '../engine/run/host.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import type { TrainerClient } from '../worker/client.ts';
import type { Message, Phase } from '../worker/protocol.ts';
import { createRecord, type RunRecord } from '../engine/run/record.ts';
import { Snapshots } from './snapshots.ts';
import { Stopwatch } from './stopwatch.ts';

export type RunStatus = 'idle' | 'starting' | 'running' | 'paused' | 'finished' | 'diverged' | 'failed';

export interface RunsState {
  readonly status: RunStatus;
  /** What the reader last asked for, also while the run is still starting. The worker only ever pauses because of it. */
  readonly wanted: 'running' | 'paused';
  /** What the worker is busy with while starting. */
  readonly phase: Phase | null;
  readonly record: RunRecord | null;
  /** What the run runs with: its config with every change since. */
  readonly config: RunConfig | null;
  readonly backend: BackendChoice | null;
  /** What the run is made of; null before it has started. */
  readonly sizes: { readonly parameters: number; readonly train: number; readonly val: number } | null;
  /** Why it ended. */
  readonly reason: EndReason | null;
  /** What went wrong, in the engine's or the browser's words. */
  readonly what: string | null;
  /** Why the worker would not take a config. */
  readonly refused: readonly Problem[];
  /** A file that a new run needed and that did not come; whatever ran before goes on. */
  readonly missing: DataFile | null;
  /** Step of the latest snapshot. */
  readonly resumable: number | null;
  /** Rises with every look at new data, at most ten times a second. */
  readonly tick: number;
  readonly step: number;
  readonly stepsPerSecond: number;
  /** For the next run. */
  readonly request: BackendRequest;
  /** Updates per second, or null for as fast as possible. */
  readonly speed: number | null;
}

const BEFORE: RunsState = {
  status: 'idle',
  wanted: 'running',
  phase: null,
  record: null,
  config: null,
  backend: null,
  sizes: null,
  reason: null,
  what: null,
  refused: [],
  missing: null,
  resumable: null,
  tick: 0,
  step: 0,
  stepsPerSecond: 0,
  request: 'auto',
  speed: null,
};

export interface Runs {
  readonly store: StoreApi<RunsState>;
  /** Readies the worker ahead of the first run. */
  warm(): void;
  start(config: RunConfig, options?: { readonly paused?: boolean }): void;
  /** Goes on from the latest snapshot, with the live fields and the length of `config`. */
  goOn(config: RunConfig): void;
  resume(): void;
  pause(): void;
  step(count: number): void;
  change(patch: Patch): void;
  setSpeed(stepsPerSecond: number | null): void;
  setRequest(request: BackendRequest): void;
  /** Milliseconds of training so far, without pauses. */
  elapsed(): number;
  /** The network of the run as it is now, or as the run left it; null where there is no run, or it was replaced before it answered. */
  parameters(): Promise<ParametersAt | null>;
}

interface Surroundings {
  readonly client: (receive: (message: Message) => void) => TrainerClient;
  readonly now?: () => number;
  readonly newId?: () => string;
  /** Shortest time between two looks at new data, in milliseconds. */
  readonly every?: number;
}

/** Statuses in which the worker is at work on the run, or waits to be. */
export const isOn = (status: RunStatus): boolean => status === 'starting' || status === 'running' || status === 'paused';

// randomUUID is missing on plain http.
let counter = 0;
const uuid = (): string => (typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : `run-${++counter}`);

export function createRuns({ client: connect, now = () => performance.now(), newId = uuid, every = 100 }: Surroundings): Runs {
  const store = createStore<RunsState>(() => BEFORE);
  const watch = new Stopwatch(now);
  const snapshots = new Snapshots();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stepsPerSecond = 0;
  let waitingForParameters: ((at: ParametersAt | null) => void)[] = [];
  /** What to show again should the worker refuse the new run. */
  let previous: RunsState = BEFORE;
  /** A new run has been asked for that starts from nothing, and not begun. */
  let fresh = false;

  const look = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const { record, tick } = store.getState();
    store.setState({ tick: tick + 1, step: record?.step ?? 0, stepsPerSecond });
  };
  const lookSoon = (): void => {
    timer ??= setTimeout(look, every);
  };
  const end = (state: Partial<RunsState>): void => {
    watch.stop();
    look();
    handOver(snapshots.latest);
    store.setState({ phase: null, ...state });
  };

  const take = (event: RunEvent): void => {
    const { record, config, wanted } = store.getState();
    record?.take(event);
    if (event.type === 'started' || event.type === 'recovered') store.setState({ backend: choiceOf(event) });
    switch (event.type) {
      case 'started':
        accepted();
        store.setState({ status: wanted, phase: null, sizes: { parameters: event.parameters, train: event.trainSize, val: event.valSize } });
        if (wanted === 'running') watch.start();
        return look();
      case 'changed':
        if (config !== null) store.setState({ config: withPatch(config, event.patch) });
        return lookSoon();
      case 'snapshot':
        snapshots.add(event.snapshot);
        return store.setState({ resumable: event.step });
      case 'finished':
        return end({ status: 'finished', reason: event.reason });
      case 'diverged':
        return end({ status: 'diverged', what: event.what });
      default:
        return lookSoon();
    }
  };

  const receive = (message: Message): void => {
    const { record, status } = store.getState();
    if (record === null || message.run !== record.id) return overhear(message);
    switch (message.type) {
      case 'event':
        return take(message.event);
      case 'progress':
        stepsPerSecond = message.progress.stepsPerSecond;
        return lookSoon();
      case 'parameters':
        return handOver(message.at);
      case 'missing':
        if (status === 'starting') restore({ missing: message.file });
        return undefined;
      case 'phase':
        if (message.phase === 'backend') accepted();
        return status === 'starting' ? store.setState({ phase: message.phase }) : undefined;
      case 'refused':
        // A new run was not taken: whatever there was before goes on. Otherwise a change was not taken: the run goes on without it.
        return status === 'starting' ? restore({ refused: message.problems }) : store.setState({ refused: message.problems });
      case 'failed':
        return isOn(status) ? end({ status: 'failed', what: message.what }) : undefined;
    }
  };

  /** Gives those who wait for parameters what there is. */
  const handOver = (at: ParametersAt | null): void => {
    const waiting = waitingForParameters;
    waitingForParameters = [];
    for (const resolve of waiting) resolve(at);
  };

  /** The worker would not begin the new run: whatever there was before goes on. */
  const restore = (why: Partial<RunsState>): void => {
    handOver(null);
    fresh = false;
    store.setState({ ...previous, ...why, request: store.getState().request, speed: store.getState().speed });
    look();
  };

  /** The worker has begun the new run: only now is the old one over. */
  const accepted = (): void => {
    if (!fresh) return;
    fresh = false;
    watch.reset();
    snapshots.clear();
  };

  /** Messages of a run that has been replaced are history; but while the new one may still be turned away, the old one goes on. */
  const overhear = (message: Message): void => {
    if (message.type !== 'event' || store.getState().status !== 'starting' || message.run !== previous.record?.id) return;
    const { event } = message;
    previous.record.take(event);
    if (event.type === 'snapshot') {
      snapshots.add(event.snapshot);
      previous = { ...previous, resumable: event.step };
    }
    if (event.type === 'finished') previous = { ...previous, status: 'finished', reason: event.reason };
    if (event.type === 'diverged') previous = { ...previous, status: 'diverged', what: event.what };
  };

  const client = connect(receive);

  const begin = (record: RunRecord, config: RunConfig, paused: boolean, from: Snapshots['latest']): void => {
    // Of several that are started in a row only the last can be taken; what runs now is what ran before all of them.
    if (store.getState().status !== 'starting') previous = store.getState();
    stepsPerSecond = 0;
    handOver(null);
    fresh = from === null;
    const { request, speed, tick } = store.getState();
    store.setState({
      ...BEFORE,
      status: 'starting',
      wanted: paused ? 'paused' : 'running',
      phase: 'loading',
      record,
      config: withChanges(config, from?.changes ?? []),
      request,
      speed,
      tick: tick + 1,
      step: from?.step ?? 0,
      resumable: from?.step ?? null,
    });
    client.run({ run: record.id, config, backend: request, from, paused });
    if (speed !== null) client.control(record.id, { type: 'speed', stepsPerSecond: speed });
  };

  const tell = (wanted: RunsState['wanted'], control: Parameters<TrainerClient['control']>[1]): void => {
    const { record, status } = store.getState();
    if (record === null || !isOn(status)) return;
    client.control(record.id, control);
    if (status === 'starting') return store.setState({ wanted });
    if (wanted === 'running') watch.start();
    else watch.stop();
    store.setState({ wanted, status: wanted });
  };

  return {
    store,
    warm: () => client.warm(),
    start: (config, { paused = false } = {}) => begin(createRecord(newId(), config), config, paused, null),
    goOn(config) {
      const { record } = store.getState();
      const { latest } = snapshots;
      if (record === null || latest === null) return;
      const next = { ...record.config, steps: Math.max(config.steps, record.config.steps) };
      const fork = record.fork(newId(), next, latest.step);
      const change = { step: latest.step, patch: patchBetween(withChanges(next, latest.changes), config) };
      const changed = Object.keys(change.patch).length > 0;
      if (changed) fork.take({ type: 'changed', ...change });
      begin(fork, next, false, changed ? { ...latest, changes: [...latest.changes, change] } : latest);
    },
    resume: () => tell('running', { type: 'resume' }),
    pause: () => tell('paused', { type: 'pause' }),
    step: (count) => tell('paused', { type: 'step', count }),
    change(patch) {
      const { record, status, config } = store.getState();
      if (record === null || config === null || !isOn(status)) return;
      client.control(record.id, { type: 'change', patch });
      // At once, not when the worker confirms it: else the form would call the change pending for a moment.
      store.setState({ config: withPatch(config, patch) });
    },
    setSpeed(speed) {
      const { record, status } = store.getState();
      store.setState({ speed });
      if (record !== null && isOn(status)) client.control(record.id, { type: 'speed', stepsPerSecond: speed });
    },
    setRequest: (request) => store.setState({ request }),
    elapsed: () => (fresh ? 0 : watch.read()),
    async parameters() {
      const { record, status } = store.getState();
      if (record === null) return null;
      if (!isOn(status)) return snapshots.latest;
      return new Promise((resolve) => {
        // Several who ask at once are answered at once.
        if (waitingForParameters.length === 0) client.control(record.id, { type: 'parameters' });
        waitingForParameters.push(resolve);
      });
    },
  };
}
