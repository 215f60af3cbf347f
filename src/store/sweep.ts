/**
 * A sweep on the page, and the pool that makes its runs. Results are known by what their runs are, not by the sweep they were made for: none is
 * made twice, in another sweep or, where the browser keeps them, at the next visit.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendName, BackendRequest } from '../engine/backend/choice.ts';
import type { Goal } from '../engine/run/milestone.ts';
import { taken, type Fold } from '../engine/sweeps/fold.ts';
import type { Cell } from '../engine/sweeps/sweep.ts';
import type { Claims } from '../worker/sweepClaims.ts';
import type { SweepListener, SweepPool } from '../worker/sweepPool.ts';
import { sharedClaims } from './claims.ts';
import { Forecast } from './forecast.ts';
import { keptNowhere, readInTime, type Kept } from './kept.ts';
import { emptySweep, type Doing, type SweepState, type SweepStatus } from './sweepState.ts';
import type { Tabs } from './tabs.ts';
import { Ticker } from './ticker.ts';

export interface Sweeper<R, S> {
  readonly store: StoreApi<SweepState<R, S>>;
  /** Shows another sweep. One that is going on goes on where the two share cells, and stops where they do not. */
  show(subject: S, cells: readonly Cell[]): void;
  /** Makes what is not done yet. */
  start(): void;
  pause(): void;
  resume(): void;
  /** Stops; what is done stays, what was begun is forgotten. */
  cancel(): void;
  /** Forgets every result of this sweep. */
  clear(): void;
}

/** What a sweep needs of the page. */
export interface SweepSurroundings<R> {
  readonly pool: (listener: SweepListener, claims: Claims) => SweepPool;
  /** What the reader wants it made on. */
  readonly request: () => BackendRequest;
  readonly kept?: Kept<R>;
  /** Who share what is kept; null where nobody does. */
  readonly tabs?: Tabs | null;
  readonly now?: () => number;
  /** Shortest time between two looks at new data, in milliseconds. */
  readonly every?: number;
  /** How long the kept results are waited for, in milliseconds. */
  readonly patience?: number;
}

interface Options<R> extends SweepSurroundings<R> {
  /** The milestone at which a run is done. */
  readonly until?: Goal | null;
  /** What a result was made on, where all of a sweep belong on one backend. */
  readonly backendOf?: (result: R) => BackendName | null;
}

export function createSweeper<R, S>(
  fold: Fold<R>,
  {
    pool: createPool,
    request,
    kept = keptNowhere<R>(),
    tabs = null,
    now = () => performance.now(),
    every = 200,
    patience = 3000,
    until = null,
    backendOf = () => null,
  }: Options<R>,
): Sweeper<R, S> {
  const store = createStore<SweepState<R, S>>(emptySweep);
  const forecast = new Forecast(now);
  /** Every result since the page was opened. */
  const known = new Map<string, R>();
  /** What the pool works on, by the id it has there. */
  let tasks = new Map<string, Cell>();
  let starts = 0;
  let shows = 0;
  let doing = new Map<string, Doing<R>>();

  const remaining = (): Cell[] => {
    const { cells, results } = store.getState();
    return cells.filter(({ key }) => !results.has(key));
  };

  const atRest = (): SweepStatus => (store.getState().cells.length > 0 && remaining().length === 0 ? 'done' : 'idle');

  const isOn = (): boolean => store.getState().status === 'running' || store.getState().status === 'paused';

  const left = (): number | null => forecast.left(remaining().reduce((sum, { key, config }) => sum + config.steps - (doing.get(key)?.step ?? 0), 0));

  const ticker = new Ticker(every, () => store.setState(({ tick }) => ({ doing: new Map(doing), left: left(), tick: tick + 1 })));

  const end = (status: SweepStatus): void => {
    forecast.pause();
    tasks = new Map();
    doing = new Map();
    store.setState({ status, elsewhere: new Set() });
    ticker.now();
  };

  /** What the browser will not keep is told, and costs nothing else. */
  const unkept = (): void => store.setState({ forgetful: true });

  // ---------------------------------------------------------------------------------------------- what the pool tells

  const resultOf = ({ key, config }: Cell): R => doing.get(key)?.result ?? fold.begin(config);
  const reach = ({ key }: Cell, step: number, result: R): void => {
    const before = doing.get(key)?.step ?? 0;
    forecast.add(Math.max(0, step - before));
    doing.set(key, { step: Math.max(before, step), result });
    ticker.soon();
  };

  const finish = (cell: Cell): void => {
    const result = resultOf(cell);
    doing.delete(cell.key);
    known.set(cell.key, result);
    claims.keeping(
      cell.key,
      kept.keep(cell.key, result).then(() => tabs?.tell(cell.key), unkept),
    );
    store.setState(({ results }) => ({ results: new Map(results).set(cell.key, result) }));
    ticker.now();
  };

  /** Takes over what another tab has made. */
  const adopt = (key: string, result: R): void => {
    if (known.has(key)) return;
    known.set(key, result);
    const cell = store.getState().cells.find((one) => one.key === key);
    if (cell === undefined) return;
    if (isOn()) forecast.add(cell.config.steps - (doing.get(key)?.step ?? 0));
    doing.delete(key);
    recall();
    ticker.now();
    for (const [id, task] of tasks) if (task.key === key) pool.drop(id);
  };

  /** Words about a run that is no longer wanted are not heard. */
  const about =
    <A extends readonly unknown[]>(hear: (cell: Cell, ...rest: A) => void) =>
    (id: string, ...rest: A): void => {
      const cell = tasks.get(id);
      if (cell !== undefined) hear(cell, ...rest);
    };

  const claims = sharedClaims<R>({
    tabs,
    kept,
    keyOf: (id) => tasks.get(id)?.key,
    keeps: () => !store.getState().forgetful,
    adopt,
  });
  const listener: SweepListener = {
    opened: (backend) => store.setState({ backend }),
    began: about((cell) => {
      doing.set(cell.key, { step: 0, result: fold.begin(cell.config) });
      ticker.now();
    }),
    event: about((cell, event) => {
      if (event.type === 'started') doing.delete(cell.key);
      reach(cell, event.step, taken(fold, cell.config, resultOf(cell), event));
    }),
    progress: about((cell, step) => reach(cell, step, resultOf(cell))),
    done: about(finish),
    failed: about((cell, what) => {
      doing.delete(cell.key);
      store.setState(({ failed }) => ({ failed: new Map(failed).set(cell.key, what) }));
      ticker.now();
    }),
    elsewhere(ids) {
      const keys = ids.flatMap((id) => tasks.get(id)?.key ?? []);
      for (const key of keys) doing.delete(key);
      store.setState({ elsewhere: new Set(keys) });
      ticker.soon();
    },
    idle: () => end(atRest()),
  };
  const pool = createPool(listener, claims);
  tabs?.hear((key) => {
    if (known.has(key) || !store.getState().cells.some((cell) => cell.key === key)) return;
    kept.load([key]).then((found) => found.forEach((result) => adopt(key, result)), unkept);
  });

  // ---------------------------------------------------------------------------------------------- what a reader asks

  const start = (): void => {
    const todo = remaining();
    if (isOn() || todo.length === 0) return;
    starts++;
    tasks = new Map(todo.map((cell, i) => [`${starts}.${i}`, cell]));
    doing = new Map();
    forecast.begin();
    store.setState({ status: 'running', failed: new Map() });
    ticker.now();
    // Results of one sweep belong on one backend: the others' first, unless the reader wants another.
    const asked = request();
    const others = [...store.getState().results.values()].map(backendOf).at(-1);
    pool.start(
      [...tasks].map(([id, { config }]) => ({ id, config, until })),
      asked === 'auto' ? (others ?? asked) : asked,
    );
  };

  /** Shows what is known of the cells. */
  const recall = (): void => {
    const { cells, status, elsewhere } = store.getState();
    store.setState({
      elsewhere: new Set([...elsewhere].filter((key) => !known.has(key))),
      results: new Map(cells.flatMap(({ key }) => (known.has(key) ? [[key, known.get(key) as R] as const] : []))),
    });
    if (status === 'idle') store.setState({ status: atRest() });
  };

  const load = async (cells: readonly Cell[], again: boolean): Promise<void> => {
    const show = ++shows;
    const current = (): boolean => show === shows;
    const take = (found: ReadonlyMap<string, R>): void => {
      for (const [key, result] of found) if (!known.has(key)) known.set(key, result);
      if (!current()) return;
      store.setState({ forgetful: false });
      recall();
    };
    const read = await readInTime(kept.load(cells.map(({ key }) => key)), patience, take);
    if (!current()) return;
    store.setState({ loaded: true, ...(read ? {} : { forgetful: true }) });
    if (again) start();
  };

  return {
    store,
    show(subject, cells) {
      const { cells: before, status } = store.getState();
      const keys = new Set(before.map(({ key }) => key));
      const shared = cells.filter(({ key }) => keys.has(key)).length;
      store.setState({ subject, cells });
      if (shared === cells.length && shared === before.length && shows > 0) return;
      if (isOn()) pool.stop();
      end('idle');
      store.setState({ loaded: false, failed: new Map() });
      recall();
      void load(cells, status === 'running' && shared > 0);
    },
    start,
    pause() {
      if (store.getState().status !== 'running') return;
      forecast.pause();
      pool.pause();
      store.setState({ status: 'paused' });
    },
    resume() {
      if (store.getState().status !== 'paused') return;
      forecast.resume();
      pool.resume();
      store.setState({ status: 'running' });
    },
    cancel() {
      pool.stop();
      end(atRest());
    },
    clear() {
      pool.stop();
      const keys = store.getState().cells.map(({ key }) => key);
      for (const key of keys) known.delete(key);
      kept.forget(keys).catch(unkept);
      // What is still being read of them is not wanted any more.
      shows++;
      store.setState({ loaded: true, results: new Map(), failed: new Map(), backend: null });
      end('idle');
    },
  };
}
