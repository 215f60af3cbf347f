/** Hosts that drive tiny runs by a script, on a clock of their own. */
import type { BackendName, BackendRequest, KernelBuild } from '../../../src/engine/backend/choice.ts';
import type { Device } from '../../../src/engine/backend/device.ts';
import type { Backends, Opened } from '../../../src/engine/backend/select.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import type { Control, Host, Progress } from '../../../src/engine/run/host.ts';
import { run, type Outcome, type RunOptions } from '../../../src/engine/run/run.ts';
import { useDevice, type HostDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';
import { seen, type Seen } from '../../metrics.ts';

/** A network that takes well under a millisecond a step. */
const TINY: Readonly<Record<string, string | number>> = {
  'task.operation': 'subtract',
  'task.p': 7,
  'task.trainFraction': 0.6,
  'task.split': 'pairs',
  'model.id': 'mlp',
  'model.width': 12,
  'model.depth': 1,
  'optimizer.lr': 0.003,
  'optimizer.weightDecay': 0.1,
  'optimizer.batchSize': 'full',
  'probes.localComplexity.directions': 5,
  'probes.localComplexity.points': 4,
  'probes.evaluation.perDecade': 16,
  'probes.evaluation.every': 20,
  steps: 50,
};

export function configOf(set: Readonly<Record<string, string | number | boolean>> = {}): RunConfig {
  // What the chosen model or optimiser does not have stays out.
  const model = set['model.id'] ?? 'mlp';
  const base = Object.entries(TINY).filter(
    ([path]) => !(model !== 'mlp' && path.startsWith('model.')) && !(set['optimizer.id'] === 'adam' && path === 'optimizer.weightDecay'),
  );
  const pairs = Object.entries({ ...Object.fromEntries(base), ...set });
  const parsed = withPairs(
    defaultConfig(),
    pairs.map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field, value }) => `${field}=${String(value)}`).join());
  return parsed.config;
}

export type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** What to say at a turn, given everything that has happened; nothing by default. */
export type Script = (heard: Recording) => readonly Control[];

export interface Recording {
  readonly events: RunEvent[];
  readonly progress: Progress[];
  readonly waits: number[];
  of<T extends RunEvent['type']>(type: T): Of<T>[];
  /** What the metrics events say, nested. */
  seen(): Seen[];
  readonly lastStep: number;
}

/** A host on a clock of its own: each look at it costs `tick` milliseconds, waiting costs what was waited. */
export function scripted(script: Script = () => [], tick = 0.2): { host: Host; heard: Recording } {
  const [events, progress, waits]: [RunEvent[], Progress[], number[]] = [[], [], []];
  const heard: Recording = {
    events,
    progress,
    waits,
    of: <T extends RunEvent['type']>(type: T) => events.filter((event): event is Of<T> => event.type === type),
    seen: () => heard.of('metrics').map(seen),
    get lastStep() {
      return progress.at(-1)?.step ?? 0;
    },
  };
  let time = 0;
  let quiet = 0;
  return {
    heard,
    host: {
      now: () => (time += tick),
      emit: (event) => events.push(event),
      progress: (p) => progress.push(p),
      file: testFile,
      turn: (waitMs) => {
        waits.push(waitMs);
        const controls = script(heard);
        if (waitMs === Number.POSITIVE_INFINITY && controls.length === 0) return Promise.reject(new Error('the run waits and nobody will speak'));
        quiet = controls.length === 0 ? quiet + 1 : 0;
        if (quiet > 5000) return Promise.reject(new Error('the run goes nowhere'));
        if (controls.length === 0) time += waitMs;
        return Promise.resolve(controls);
      },
    },
  };
}

/** Says each line once, when its condition holds. */
export function inTurn(...lines: readonly (readonly [when: (heard: Recording) => boolean, say: readonly Control[]])[]): Script {
  let next = 0;
  return (heard) => {
    const line = lines[next];
    if (line === undefined || !line[0](heard)) return [];
    next++;
    return line[1];
  };
}

/** The same kernels, and nothing else. */
interface Same {
  readonly build?: KernelBuild;
  readonly only?: boolean;
}

/** Backends that hand out one device after another, the last one for ever. */
export function backendsOf(...devices: readonly Device[]): {
  backends: Backends;
  requests: BackendRequest[];
  /** What runs that went on had been computed with. */
  kept: Same[];
  forgotten: Device[];
} {
  const requests: BackendRequest[] = [];
  const kept: Same[] = [];
  const forgotten: Device[] = [];
  const open = (request: BackendRequest): Promise<Opened> => {
    const device = devices[Math.min(requests.length, devices.length - 1)] as Device;
    requests.push(request);
    return Promise.resolve({ device, choice: { backend: device.backend, device: device.description, build: device.build, fallbacks: [] } });
  };
  // The class has private fields; a run only ever opens, forgets and opens again.
  return {
    backends: {
      open,
      reopen(request: BackendRequest, was: BackendName, { build, only }: Same = {}) {
        kept.push({ ...(build === undefined ? {} : { build }), ...(only === undefined ? {} : { only }) });
        return open(request === 'auto' ? was : request);
      },
      forget: (device: Device) => void forgotten.push(device),
    } as unknown as Backends,
    requests,
    kept,
    forgotten,
  };
}

export async function record(
  config: RunConfig,
  script: Script = () => [],
  options: Partial<RunOptions> = {},
  on: HostDevice = 'wasm',
): Promise<Recording & { outcome: Outcome }> {
  const { host, heard } = scripted(script);
  const outcome = await run(config, host, { backends: backendsOf(await useDevice(on)).backends, backend: on, ...options });
  return Object.assign(heard, { outcome });
}

const plainRuns = new Map<string, Promise<Recording & { outcome: Outcome }>>();
/** The run of a config that nobody disturbs; kept, since many are compared with the same. */
export function plainRun(config: RunConfig): Promise<Recording & { outcome: Outcome }> {
  const key = JSON.stringify(config);
  const recording = plainRuns.get(key) ?? record(config);
  plainRuns.set(key, recording);
  return recording;
}

export const stepsOf = (metrics: readonly { readonly step: number }[]): number[] => metrics.map(({ step }) => step);

export function waitsForever(heard: Recording): boolean {
  return heard.waits.at(-1) === Number.POSITIVE_INFINITY;
}

/** The same device, answering a few milliseconds after it has computed, as a GPU does. */
export function late(device: Device): Device {
  return {
    ...device,
    asynchronous: true,
    read: async (tensor) => {
      const numbers = device.read(tensor);
      numbers.catch(() => null); // awaited below
      await new Promise((resolve) => setTimeout(resolve, 3));
      return numbers;
    },
  };
}
