/**
 * The LU landscape of the config at hand: which points it has, which are done, and the pool that trains the others. Points are kept by what
 * they are, not by the landscape they were trained for: after a reload, or on another grid, none is trained twice.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendChoice, BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Settings } from '../engine/config/settings.ts';
import type { LandscapeOptions } from '../engine/sweeps/landscapeOptions.ts';
import { landscapePlan, type LandscapePlan, type PlannedPoint } from '../engine/sweeps/landscape.ts';
import type { PointProgress } from '../engine/sweeps/landscapePoint.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';
import type { PointPool, PoolListener } from '../worker/pool.ts';
import type { KeptPoints } from './keptPoints.ts';
import { Stopwatch } from './stopwatch.ts';

/** `idle`: nothing is being trained, though points may be there; `done`: all are. */
export type LandscapeStatus = 'idle' | 'running' | 'paused' | 'done';

export interface LandscapeState {
  readonly status: LandscapeStatus;
  /** Whose landscape it is, and of which grid; null before the first look. */
  readonly config: RunConfig | null;
  readonly options: LandscapeOptions | null;
  readonly plan: LandscapePlan | null;
  /** Whether what is kept from before has been read. */
  readonly loaded: boolean;
  /** Done, by key; of this plan only. */
  readonly points: ReadonlyMap<string, LandscapePoint>;
  /** In training, by key. */
  readonly doing: ReadonlyMap<string, PointProgress>;
  /** Milliseconds until all are done, as far as can be told. */
  readonly left: number | null;
  readonly backend: BackendChoice | null;
  /** Why points could not be trained; null while all could. */
  readonly what: string | null;
}

const NOTHING: LandscapeState = {
  status: 'idle',
  config: null,
  options: null,
  plan: null,
  loaded: false,
  points: new Map(),
  doing: new Map(),
  left: null,
  backend: null,
  what: null,
};

export interface Landscape {
  readonly store: StoreApi<LandscapeState>;
  /** Shows the landscape of these settings. One that is being trained goes on where only the grid has changed, and stops where the network has. */
  follow(settings: Pick<Settings, 'config' | 'landscape'>): void;
  /** Trains what is not done yet. */
  start(): void;
  pause(): void;
  resume(): void;
  /** Stops; what is done stays. */
  cancel(): void;
  /** Forgets every point of this landscape. */
  clear(): void;
}

interface Surroundings {
  readonly pool: (listener: PoolListener) => PointPool;
  readonly kept: KeptPoints;
  /** What the reader wants it trained on. */
  readonly request: () => BackendRequest;
  readonly now?: () => number;
  /** Shortest time between two reports of progress, in milliseconds. */
  readonly every?: number;
}

/** Less training than this, in milliseconds, says nothing about how long the rest will take. */
const MIN_MS = 1500;

export function createLandscape({ pool: createPool, kept, request, now = () => performance.now(), every = 200 }: Surroundings): Landscape {
  const store = createStore<LandscapeState>(() => NOTHING);
  const watch = new Stopwatch(now);
  /** Every point seen since the page was opened. */
  const known = new Map<string, LandscapePoint>();
  /** What the pool works on, by the id it has there. */
  let tasks = new Map<string, PlannedPoint>();
  let generation = 0;
  let doing = new Map<string, PointProgress>();
  /** Steps made since the watch was started. */
  let steps = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const remaining = (): PlannedPoint[] => {
    const { plan, points } = store.getState();
    return plan === null ? [] : plan.points.filter(({ key }) => !points.has(key));
  };

  const left = (): number | null => {
    const elapsed = watch.read();
    if (elapsed < MIN_MS || steps === 0) return null;
    const ahead = remaining().reduce((sum, { key, config }) => sum + config.steps - (doing.get(key)?.step ?? 0), 0);
    return (elapsed * ahead) / steps;
  };

  const look = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    store.setState({ doing, left: left() });
  };
  const lookSoon = (): void => {
    timer ??= setTimeout(look, every);
  };

  const listener: PoolListener = {
    opened: (backend) => store.setState({ backend }),
    progress(id, progress) {
      const task = tasks.get(id);
      if (task === undefined) return;
      steps += Math.max(0, progress.step - (doing.get(task.key)?.step ?? 0));
      doing = new Map(doing).set(task.key, progress);
      lookSoon();
    },
    done(id, point) {
      const task = tasks.get(id);
      if (task === undefined) return;
      steps += Math.max(0, point.steps - (doing.get(task.key)?.step ?? 0));
      doing = new Map(doing);
      doing.delete(task.key);
      known.set(task.key, point);
      void kept.keep(task.key, point);
      store.setState(({ points }) => ({ points: new Map(points).set(task.key, point) }));
      look();
    },
    failed: (_id, what) => store.setState({ what }),
    idle() {
      end(remaining().length === 0 ? 'done' : 'idle');
    },
  };
  const pool = createPool(listener);

  const end = (status: LandscapeStatus): void => {
    watch.stop();
    tasks = new Map();
    doing = new Map();
    look();
    store.setState({ status });
  };

  const start = (): void => {
    const todo = remaining();
    if (todo.length === 0) return;
    generation++;
    tasks = new Map(todo.map((point, i) => [`${generation}.${i}`, point]));
    doing = new Map();
    steps = 0;
    watch.reset();
    watch.start();
    store.setState({ status: 'running', what: null });
    look();
    // Points of one landscape belong on one backend: the others' first, unless the reader wants another.
    const asked = request();
    const before = [...store.getState().points.values()].at(-1)?.backend;
    pool.start(
      [...tasks].map(([id, { config }]) => ({ id, config })),
      asked === 'auto' ? (before ?? asked) : asked,
    );
  };

  const take = (points: ReadonlyMap<string, LandscapePoint>): void => {
    for (const [key, point] of points) known.set(key, point);
    const { plan, status } = store.getState();
    if (plan === null) return;
    store.setState({ points: new Map(plan.points.flatMap(({ key }) => (known.has(key) ? [[key, known.get(key) as LandscapePoint] as const] : []))) });
    if (status === 'idle' && remaining().length === 0) store.setState({ status: 'done' });
  };

  return {
    store,
    follow({ config, landscape: options }) {
      const { plan: before, status, ...shown } = store.getState();
      if (shown.config === config && shown.options === options) return;
      const plan = landscapePlan(config, options);
      const keys = new Set(before?.points.map(({ key }) => key));
      store.setState({ config, options, plan });
      if (plan.points.length === keys.size && plan.points.every(({ key }) => keys.has(key))) return;
      const training = status === 'running' || status === 'paused';
      if (training) pool.stop();
      end('idle');
      store.setState({ loaded: false, points: new Map(), what: null });
      take(new Map());
      const again = status === 'running' && plan.points.some(({ key }) => keys.has(key));
      void kept.load(plan.points.map(({ key }) => key).filter((key) => !known.has(key))).then((points) => {
        if (store.getState().plan !== plan) return;
        take(points);
        store.setState({ loaded: true });
        if (again) start();
      });
    },
    start,
    pause() {
      if (store.getState().status !== 'running') return;
      watch.stop();
      pool.pause();
      store.setState({ status: 'paused' });
    },
    resume() {
      if (store.getState().status !== 'paused') return;
      watch.start();
      pool.resume();
      store.setState({ status: 'running' });
    },
    cancel() {
      pool.stop();
      end('idle');
    },
    clear() {
      pool.stop();
      const keys = store.getState().plan?.points.map(({ key }) => key) ?? [];
      for (const key of keys) known.delete(key);
      void kept.forget(keys);
      store.setState({ points: new Map(), backend: null, what: null });
      end('idle');
    },
  };
}
