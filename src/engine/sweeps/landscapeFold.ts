/**
 * What a run at a held norm comes to: a point of the landscape. Its minima are over the run's evaluations, each on its own; told twice, an
 * evaluation changes nothing.
 */
import type { Metrics } from '../run/events.ts';
import { ownAmount } from './amounts.ts';
import type { Fold } from './fold.ts';
import type { LandscapePoint } from './point.ts';

const lower = (low: number | null, value: number): number | null => (Number.isFinite(value) && (low === null || value < low) ? value : low);

function measured(point: LandscapePoint, { step, values }: Metrics): LandscapePoint {
  const value = (key: string): number => values[key] ?? Number.NaN;
  const norm = point.norm === 0 ? value('weightNorm') : point.norm;
  const drift = Math.abs(value('weightNorm') / norm - 1);
  return {
    ...point,
    norm,
    trainLoss: lower(point.trainLoss, value('train.loss')),
    testLoss: lower(point.testLoss, value('val.loss')),
    trainError: Math.min(point.trainError, 1 - value('train.accuracy')),
    testError: Math.min(point.testError, 1 - value('val.accuracy')),
    steps: step,
    // A norm that is no number any more ends the point; it is no drift.
    drift: Number.isFinite(drift) ? Math.max(point.drift, drift) : point.drift,
  };
}

export const landscapeFold: Fold<LandscapePoint> = {
  begin: (config) => ({
    type: 'landscape',
    alpha: config.init.scale,
    norm: 0,
    trainLoss: null,
    testLoss: null,
    trainError: 1,
    testError: 1,
    amount: ownAmount(config),
    trainSize: 0,
    steps: 0,
    drift: 0,
    diverged: null,
    backend: null,
  }),
  take(point, event) {
    switch (event.type) {
      case 'started':
        return { ...point, trainSize: event.trainSize, backend: event.backend };
      case 'metrics':
        return measured(point, event);
      case 'diverged':
        return { ...point, diverged: event.step };
      default:
        return point;
    }
  },
};
