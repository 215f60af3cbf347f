/** The command `landscape`: one JSON line for each point, as it is done. */
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { Backends } from '../engine/backend/select.ts';
import type { Settings } from '../engine/config/settings.ts';
import type { Control, Host } from '../engine/run/host.ts';
import { foldRun } from '../engine/sweeps/foldRun.ts';
import { landscapePlan } from '../engine/sweeps/landscape.ts';
import { landscapeFold } from '../engine/sweeps/landscapeFold.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';

/** Reads FROM:TO:COUNT as the fields of the grid; null where it is not of that form. What the numbers may be is the options' business. */
export function alphaPairs(range: string): [path: string, value: string][] | null {
  const [from, to, count, ...rest] = range.split(':');
  if (from === undefined || to === undefined || count === undefined || rest.length > 0 || [from, to, count].includes('')) return null;
  return [
    ['landscape.alphaFrom', from],
    ['landscape.alphaTo', to],
    ['landscape.alphaCount', count],
  ];
}

export interface Charted {
  /** Whether one of the points diverged. */
  readonly diverged: boolean;
  /** Whether every point was made. */
  readonly whole: boolean;
}

/** Makes every run of the sweep in its order. @param stopped is asked now and then */
export async function landscape(
  settings: Settings,
  backends: Backends,
  backend: BackendRequest,
  file: Host['file'],
  stopped: () => boolean,
  print: (point: LandscapePoint) => Promise<void>,
): Promise<Charted> {
  let diverged = false;
  const host = {
    now: () => performance.now(),
    file,
    turn: async (): Promise<readonly Control[]> => {
      await new Promise((resolve) => setImmediate(resolve));
      return stopped() ? [{ type: 'stop' }] : [];
    },
  };
  for (const { config } of landscapePlan(settings.config, settings.landscape).points) {
    const point = await foldRun(config, landscapeFold, host, { backends, backend });
    if (point === null) return { diverged, whole: false };
    await print(point);
    diverged ||= point.diverged !== null;
  }
  return { diverged, whole: true };
}
