/**
 * One configuration with several amounts of training data: which runs that takes, how far they are, and what they showed. Runs go on in
 * workers of their own, two at a time, the largest amount first because it is done first. A run ends once it has grokked. What is done is
 * kept as long as the page is open, by config: no run is made twice.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { MilestoneKind } from '../engine/run/milestone.ts';
import { defaultAmounts, ownAmount, withAmount } from '../engine/sweeps/amounts.ts';
import type { TrainerClient } from '../worker/client.ts';
import type { Message } from '../worker/protocol.ts';
import { differences } from './config.ts';
import { createRecord, type RunRecord } from '../engine/run/record.ts';

export type AmountStatus = 'waiting' | 'running' | 'done' | 'failed';

export interface AmountRun {
  readonly amount: number;
  readonly status: AmountStatus;
  /** Its curves and marks; null before it has begun. */
  readonly record: RunRecord | null;
  /** Why it failed. */
  readonly what: string | null;
}

export interface DataSizeState {
  /** Whose runs these are; null before the first look. */
  readonly config: RunConfig | null;
  readonly amounts: readonly number[];
  /** One per amount, ascending. */
  readonly runs: readonly AmountRun[];
  readonly running: boolean;
  /** Rises with every look at new data. */
  readonly tick: number;
}

export interface DataSize {
  readonly store: StoreApi<DataSizeState>;
  /** Shows the runs of this config. Those that are being made stop where it is another. */
  follow(config: RunConfig): void;
  /** Takes other amounts. */
  choose(amounts: readonly number[]): void;
  /** Makes the runs that are not done. */
  start(): void;
  /** Stops; what is done stays, and what was begun is forgotten. */
  cancel(): void;
}

interface Surroundings {
  readonly client: (receive: (message: Message) => void) => TrainerClient;
  readonly request: () => BackendRequest;
  /** Runs at a time. */
  readonly size: number;
  /** Shortest time between two looks at new data, in milliseconds. */
  readonly every?: number;
}

interface Seat {
  readonly client: TrainerClient;
  amount: number | null;
}

export const stepOf = (record: RunRecord | null, kind: MilestoneKind): number | null => record?.marks.find((mark) => mark.kind === kind)?.step ?? null;

export function createDataSize({ client: connect, request, size, every = 250 }: Surroundings): DataSize {
  const store = createStore<DataSizeState>(() => ({ config: null, amounts: [], runs: [], running: false, tick: 0 }));
  const done = new Map<string, RunRecord>();
  let seats: Seat[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let count = 0;

  const keyOf = (config: RunConfig): string => JSON.stringify(config);

  const look = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    store.setState(({ tick }) => ({ tick: tick + 1 }));
  };
  const lookSoon = (): void => {
    timer ??= setTimeout(look, every);
  };

  const put = (amount: number, change: Partial<AmountRun>): void =>
    store.setState(({ runs, tick }) => ({ runs: runs.map((run) => (run.amount === amount ? { ...run, ...change } : run)), tick: tick + 1 }));

  const planned = (config: RunConfig, amounts: readonly number[]): AmountRun[] =>
    amounts.map((amount) => {
      const own = withAmount(config, amount);
      const record = own === null ? null : (done.get(keyOf(own)) ?? null);
      return { amount, status: record === null ? 'waiting' : 'done', record, what: null };
    });

  const stop = (): void => {
    for (const { client } of seats) client.dispose();
    seats = [];
  };

  const sit = (): Seat => {
    const seat: Seat = { client: connect((message) => seats.includes(seat) && hear(seat, message)), amount: null };
    return seat;
  };

  /** Gives every free seat the largest amount that waits. */
  const work = (): void => {
    const { config } = store.getState();
    const waiting = (): AmountRun | undefined => store.getState().runs.findLast(({ status }) => status === 'waiting');
    while (seats.length < size && waiting() !== undefined && seats.every(({ amount }) => amount !== null)) {
      const seat = sit();
      seats.push(seat);
      begin(seat, config, waiting());
    }
    for (const seat of seats) if (seat.amount === null) begin(seat, config, waiting());
    if (seats.every(({ amount }) => amount === null)) {
      stop();
      store.setState({ running: false });
      look();
    }
  };

  const begin = (seat: Seat, config: RunConfig | null, next: AmountRun | undefined): void => {
    const own = config === null || next === undefined ? null : withAmount(config, next.amount);
    if (own === null || next === undefined) return;
    const record = createRecord(`amount-${++count}`, own);
    seat.amount = next.amount;
    put(next.amount, { status: 'running', record, what: null });
    seat.client.run({ run: record.id, config: own, backend: request() });
  };

  const leave = (seat: Seat, change: Partial<AmountRun>): void => {
    if (seat.amount !== null) put(seat.amount, change);
    seat.amount = null;
    work();
  };

  const hear = (seat: Seat, message: Message): void => {
    const run = store.getState().runs.find(({ amount }) => amount === seat.amount);
    const record = run?.record ?? null;
    if (record === null || message.run !== record.id) return;
    switch (message.type) {
      case 'event': {
        const { event } = message;
        record.take(event);
        lookSoon();
        if (event.type === 'milestone' && event.kind === 'grokked') seat.client.control(record.id, { type: 'stop' });
        if (event.type !== 'finished' && event.type !== 'diverged') return;
        done.set(keyOf(record.config), record);
        return leave(seat, { status: 'done' });
      }
      case 'failed':
        return leave(seat, { status: 'failed', what: message.what });
      case 'missing':
        return leave(seat, { status: 'failed', what: message.file });
      case 'refused':
        return leave(seat, { status: 'failed', what: message.problems.map(({ field }) => field).join(', ') });
      default:
    }
  };

  return {
    store,
    follow(config) {
      const { config: before, amounts } = store.getState();
      if (before !== null && differences(before, config).length === 0) return;
      stop();
      const same = before !== null && before.task.id === config.task.id && ownAmount(before) === ownAmount(config);
      const chosen = same ? amounts.filter((amount) => withAmount(config, amount) !== null) : defaultAmounts(config);
      store.setState({ config, amounts: chosen, runs: planned(config, chosen), running: false });
      look();
    },
    choose(amounts) {
      const { config } = store.getState();
      if (config === null) return;
      stop();
      store.setState({ amounts, runs: planned(config, amounts), running: false });
      look();
    },
    start() {
      const { config, amounts, running } = store.getState();
      if (config === null || running) return;
      store.setState({ runs: planned(config, amounts), running: true });
      work();
    },
    cancel() {
      const { config, amounts } = store.getState();
      stop();
      if (config !== null) store.setState({ runs: planned(config, amounts), running: false });
      look();
    },
  };
}
