/** What a reader can ask in the browser's console as `grokscope`: the numbers behind the curves, for a notebook or a test. */
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Made } from '../engine/run/record.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';
import type { FrontState } from './front.ts';
import type { Page } from './page.ts';
import type { SweepStatus } from './sweepState.ts';

export interface Console {
  /** The current run's config, or null before the first. */
  config(): RunConfig | null;
  /** A curve as [step, value] pairs, for example `grokscope.curve('val.accuracy')`. */
  curve(key: string): [step: number, value: number][];
  marks(): readonly { readonly kind: string; readonly step: number }[];
  /** `elapsed` is in milliseconds of training, without pauses. */
  status(): {
    readonly status: FrontState['status'];
    readonly step: number;
    readonly stepsPerSecond: number;
    readonly elapsed: number;
    readonly backend: string | null;
  };
  /** The points of the LU landscape that are done, by norm, and whether more are being trained. */
  landscape(): Promise<{ readonly status: SweepStatus; readonly points: readonly LandscapePoint[] }>;
  /** The kernels that made its numbers, and from which step on: on others they are others. */
  kernels(): readonly Made[];
  /** Which backend the next run asks for. */
  useBackend(backend: BackendRequest): void;
}

export function consoleOf(page: Page): Console {
  const { bench, front } = page;
  return {
    config: () => front.getState().config,
    curve(key) {
      const curve = front.getState().record?.curve(key);
      if (curve === undefined) return [];
      return Array.from(curve.steps.subarray(0, curve.length), (step, i) => [step, curve.values[i] as number]);
    },
    kernels: () => front.getState().record?.made ?? [],
    marks: () => front.getState().record?.marks ?? [],
    status() {
      const { run, status, step, stepsPerSecond, backend } = front.getState();
      return { status, step, stepsPerSecond, elapsed: run?.elapsed() ?? 0, backend: backend?.backend ?? null };
    },
    async landscape() {
      // It comes with its lens: the page's first chunk does without.
      const { landscapeOf } = await import('./pageLandscape.ts');
      const { status, results } = landscapeOf(page).store.getState();
      return { status, points: [...results.values()].toSorted((a, b) => a.amount - b.amount || a.norm - b.norm) };
    },
    useBackend: (backend) => bench.setRequest(backend),
  };
}
