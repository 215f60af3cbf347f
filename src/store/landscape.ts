/** The LU landscape of the settings at hand: a sweep whose points the browser keeps. */
import type { RunConfig } from '../engine/config/config.ts';
import type { Settings } from '../engine/config/settings.ts';
import { landscapePlan, type LandscapePlan } from '../engine/sweeps/landscape.ts';
import { landscapeFold } from '../engine/sweeps/landscapeFold.ts';
import type { LandscapeOptions } from '../engine/sweeps/landscapeOptions.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';
import { createSweeper, type Sweeper, type SweepSurroundings } from './sweep.ts';
import type { SweepState } from './sweepState.ts';

/** Whose landscape it is, of which grid, and which points that makes. */
interface LandscapeSubject {
  readonly config: RunConfig;
  readonly options: LandscapeOptions;
  readonly plan: LandscapePlan;
}

export type LandscapeState = SweepState<LandscapePoint, LandscapeSubject>;

export interface Landscape extends Sweeper<LandscapePoint, LandscapeSubject> {
  /** Shows the landscape of these settings. */
  follow(settings: Pick<Settings, 'config' | 'landscape'>): void;
}

export function createLandscape(surroundings: SweepSurroundings<LandscapePoint>): Landscape {
  // One landscape is measured with one ruler.
  const sweeper = createSweeper<LandscapePoint, LandscapeSubject>(landscapeFold, { ...surroundings, backendOf: ({ backend }) => backend });
  return {
    ...sweeper,
    follow({ config, landscape: options }) {
      const { subject } = sweeper.store.getState();
      if (subject?.config === config && subject.options === options) return;
      const plan = landscapePlan(config, options);
      sweeper.show({ config, options, plan }, plan.points);
    },
  };
}
