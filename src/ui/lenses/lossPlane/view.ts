/** The plane that is shown, and the path over it: one a page, so that it is not worked out again when the tab is opened anew. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { GRIDS } from '../../../engine/looks/lossPlane/question.ts';
import { placeOn, planeThrough, type WeightPlane } from '../../../engine/looks/lossPlane/weightPlane.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import type { Run } from '../../../store/run.ts';
import type { Viewer } from '../../../store/viewer.ts';
import { turns } from '../../parts/turns.ts';
import { momentsIn, type Called, type Moment } from './corners.ts';
import type { PathPoint } from './plot.ts';

export interface Plane {
  /** Of which run. */
  readonly run: string;
  /** Steps of the three moments. */
  readonly steps: readonly [number, number, number];
  readonly called: Called;
  /** Null where they lie on a line. */
  readonly plane: WeightPlane | null;
}

export interface PathState {
  readonly missing: 'memorised' | 'grokked' | null;
  readonly plane: Plane | null;
  /** Ascending by step. */
  readonly path: readonly PathPoint[];
}

export interface View {
  readonly viewer: Viewer<'lossPlane'>;
  readonly path: StoreApi<PathState>;
  /** Whose loss is drawn, and which moment of the path is read; null: that of the page. */
  readonly chosen: StoreApi<{ readonly side: 'train' | 'val'; readonly step: number | null }>;
  /** Looks whether a run has new moments. */
  update(run: Run | null): void;
}

const NONE: PathState = { missing: 'memorised', plane: null, path: [] };

/** Asks for a plane, coarse first and then finer, and lays the kept moments onto it, one a task. */
function createPath(viewer: Viewer<'lossPlane'>): Pick<View, 'path' | 'update'> {
  const path = createStore<PathState>(() => NONE);
  const asked = new Set<Moment>();
  let corners: readonly [Moment, Moment, Moment] | null = null;

  const ask = (grid: number): void => {
    if (corners === null) return;
    const [first, second, third] = corners;
    viewer.ask({ corners: [first.parameters, second.parameters, third.parameters], grid });
  };

  viewer.store.subscribe(({ seen }, before) => {
    if (seen === null || seen === before.seen || 'problem' in seen.answer) return;
    const { grid } = seen.answer;
    const next = GRIDS.find((one) => one > grid);
    // What was asked of another plane meanwhile has its own.
    if (next !== undefined && seen.question.corners[2] === corners?.[2].parameters) ask(next);
  });

  const lay = (moment: Moment, { plane }: Plane): void => {
    const now = path.getState();
    if (plane === null || now.plane?.plane !== plane) return;
    const point = { step: moment.step, ...placeOn(plane, moment.parameters) };
    // Of a run that diverged there are networks that are nowhere.
    if (!Number.isFinite(point.distance + point.x + point.y)) return;
    path.setState({ path: [...now.path.filter(({ step }) => step !== point.step), point].toSorted((a, b) => a.step - b.step) });
  };

  return {
    path,
    update(run) {
      const found = run === null ? { missing: 'memorised' as const } : momentsIn(run.snapshots.all);
      if ('missing' in found || run === null) {
        corners = null;
        const missing = 'missing' in found ? found.missing : 'memorised';
        if (path.getState().missing !== missing || path.getState().plane !== null) path.setState({ ...NONE, missing });
        return;
      }
      const { moments, called } = found;
      const steps = moments.map(({ step }) => step) as unknown as Plane['steps'];
      const before = path.getState().plane;
      if (before === null || before.run !== run.id || before.steps.some((step, i) => step !== steps[i])) {
        corners = moments;
        asked.clear();
        const weights = [moments[0].parameters, moments[1].parameters, moments[2].parameters] as const;
        path.setState({ missing: null, plane: { run: run.id, steps, called, plane: planeThrough(weights) }, path: [] });
        ask(GRIDS[0]);
      }
      const { plane } = path.getState();
      if (plane === null) return;
      for (const moment of run.snapshots.all) {
        if (asked.has(moment)) continue;
        asked.add(moment);
        turns.ask(() => lay(moment, plane));
      }
    },
  };
}

export const viewOf = oncePer(({ looks }: Page): View => {
  // The same plane at every step: it is asked for once, and goes on by itself.
  const viewer = looks.viewer('lossPlane', 'lossPlane', { corners: [[], [], []], grid: GRIDS[0] });
  viewer.follow(false);
  return { viewer, ...createPath(viewer), chosen: createStore(() => ({ side: 'val' as const, step: null })) };
});
