/** Hosts that drive runs in tests, and the story that a run's events tell. */
import { dataFile } from '../scripts/data-plugin.ts';
import type { BackendRequest } from '../src/engine/backend/choice.ts';
import type { Backends } from '../src/engine/backend/select.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import type { RunEvent } from '../src/engine/run/events.ts';
import type { Host } from '../src/engine/run/host.ts';
import type { Goal } from '../src/engine/run/milestone.ts';
import { run } from '../src/engine/run/run.ts';
import { seen, type Seen } from './metrics.ts';

/** Data files as the build makes them. */
export const testFile: Host['file'] = (name) => Promise.resolve(dataFile(name));

/** A host that never says anything and keeps every event. */
function recordingHost(): { host: Host; events: RunEvent[] } {
  const events: RunEvent[] = [];
  return {
    events,
    host: {
      now: () => performance.now(),
      emit: (event) => events.push(event),
      turn: () => Promise.resolve([]),
      file: testFile,
    },
  };
}

export interface Story {
  /** Steps at which train ≥ 99 %, validation ≥ 50 % and validation ≥ 99 % were first seen; Infinity when never. */
  readonly train99: number;
  readonly val50: number;
  readonly val99: number;
  /** Metrics when train first reached 99 %. */
  readonly memorised: Seen | undefined;
  readonly peakNorm: number;
  readonly metrics: readonly Seen[];
  readonly last: Seen;
}

function storyOf(events: readonly RunEvent[]): Story {
  const metrics = events.flatMap((event) => (event.type === 'metrics' ? [seen(event)] : []));
  const first = (test: (m: Seen) => boolean): Seen | undefined => metrics.find(test);
  const stepOf = (m: Seen | undefined): number => m?.step ?? Number.POSITIVE_INFINITY;
  const memorised = first((m) => m.train.accuracy >= 0.99);
  const last = metrics.at(-1);
  if (last === undefined) throw new Error('the run reported nothing');
  return {
    train99: stepOf(memorised),
    val50: stepOf(first((m) => m.val.accuracy >= 0.5)),
    val99: stepOf(first((m) => m.val.accuracy >= 0.99)),
    memorised,
    peakNorm: Math.max(...metrics.map((m) => m.weightNorm)),
    metrics,
    last,
  };
}

/** Runs a config to its end, or to a milestone, and returns its story. */
export async function tell(config: RunConfig, backends: Backends, backend: BackendRequest, until: Goal | null = null): Promise<Story> {
  const { host, events } = recordingHost();
  await run(config, host, { backends, backend, until });
  return storyOf(events);
}
