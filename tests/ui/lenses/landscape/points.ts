/** Points and plans for the landscape's pictures. */
import { defaultSettings } from '../../../../src/engine/config/settings.ts';
import { landscapePlan, type LandscapePlan } from '../../../../src/engine/sweeps/landscape.ts';
import type { LandscapeOptions } from '../../../../src/engine/sweeps/landscapeOptions.ts';
import type { LandscapePoint } from '../../../../src/engine/sweeps/point.ts';

export const { config } = defaultSettings();

export function planOf(options: Partial<LandscapeOptions> = {}): LandscapePlan {
  return landscapePlan(config, { ...defaultSettings().landscape, alphaCount: 3, steps: 100, ...options });
}

export function pointOf(alpha: number, rest: Partial<LandscapePoint> = {}): LandscapePoint {
  return {
    type: 'landscape',
    alpha,
    norm: 25 * alpha,
    trainLoss: 0.1,
    testLoss: 0.2,
    trainError: 0,
    testError: 0.4,
    amount: 0.75,
    trainSize: 1,
    steps: 100,
    drift: 0,
    diverged: null,
    backend: 'wasm',
    ...rest,
  };
}
