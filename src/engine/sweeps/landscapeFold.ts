/**
 * What a run at a held norm comes to: a point of the landscape. Its minima are over the run's evaluations, each on its own; told twice, an
 * evaluation changes nothing.
 */
import type { Metrics } from '../run/events.ts';
import { ownAmount } from './amounts.ts';
import type { Fold } from './fold.ts';
import type { LandscapePoint } from './point.ts';

function lower<T extends number | null>(low: T, value: number): T | number {
  return Number.isFinite(value) ? Math.min(low ?? value, value) : low;
}

function measured(point: LandscapePoint, { step, values }: Metrics): LandscapePoint {
  const value = (key: string): number => values[key] ?? Number.NaN;
  const held = value('weightNorm');
  const norm = point.norm === 0 && Number.isFinite(held) ? held : point.norm;
  const drift = Math.abs(held / norm - 1);
  return {
    ...point,
    norm,
    trainLoss: lower(point.trainLoss, value('train.loss')),
    testLoss: lower(point.testLoss, value('val.loss')),
    trainError: lower(point.trainError, 1 - value('train.accuracy')),
    testError: lower(point.testError, 1 - value('val.accuracy')),
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
