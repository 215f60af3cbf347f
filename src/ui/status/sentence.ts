/** Where the run is, in words: from its record and status to the keys of sentences and the figures in them. Pure. */
import type { BackendName } from '../../engine/backend/choice.ts';
import { valueAt, type RunConfig } from '../../engine/config/config.ts';
import { decayPaths } from '../../engine/config/decay.ts';
import { optimizers } from '../../engine/optimizers/index.ts';
import type { Curve } from '../../engine/run/curve.ts';
import { delayOf, stepOf } from '../../engine/run/delay.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import type { Text } from '../../engine/text.ts';
import { noiseShare, shownShare } from '../../engine/tasks/shares.ts';
import type { FrontState } from '../../store/front.ts';
import type { Death } from '../../worker/crew/seat.ts';
import { risingFrom } from '../charts/phases.ts';
import type { en } from '../i18n/en.ts';

export interface Sentence {
  readonly key: `status.${keyof (typeof en)['status']}`;
  readonly values: Readonly<Record<string, number | string | Text>>;
}

export type Situation = Pick<FrontState, 'status' | 'phase' | 'record' | 'coming' | 'death' | 'unavailable' | 'backend'> & {
  /** What the run runs with, or before a run, what was asked for. */
  readonly config: RunConfig;
};

const say = (key: keyof (typeof en)['status'], values: Sentence['values'] = {}): Sentence => ({ key: `status.${key}`, values });

/** A change of the norm by less than this share is none. */
const MOVED = 0.01;

export function sentences(situation: Situation): Sentence[] {
  const { status, record, config } = situation;
  if (status === 'starting' && situation.coming) return [starting(situation.phase)];
  if (record === null || status === 'idle') return [idle(config)];
  if (status === 'starting') return [situation.death === null ? starting(situation.phase) : interrupted(record, situation.death)];
  if (status === 'failed') return [failed(situation)];
  if (status === 'diverged') return [say('diverged', { step: record.step, lr: String(config.optimizer['lr'] ?? '') })];
  if (record.latest === null || (status === 'paused' && record.step === 0)) return [say('ready')];
  if (status === 'finished') return finished(record, config);
  const now = [...progress(record, config), ...recovered(situation)];
  return status === 'paused' ? [say('paused', { step: record.step }), ...now] : now;
}

const NOT_LOADED: ReadonlySet<Death['kind']> = new Set(['unmade', 'unloaded']);

/** Its worker is gone, and another one on its way. */
function interrupted({ step }: RunRecord, { kind }: Death): Sentence {
  if (NOT_LOADED.has(kind)) return say('interruptedLoading');
  return say(kind === 'silent' ? 'interruptedSilent' : 'interrupted', { step });
}

/** As they are called in every language. */
const NAMES: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

function failed({ death, unavailable }: Situation): Sentence {
  if (unavailable !== null) return say('unavailable', { backend: NAMES[unavailable.backend], reason: unavailable.reason });
  if (death === null || NOT_LOADED.has(death.kind)) return say('failedLoading');
  return death.kind === 'silent' ? say('failedSilent') : say('failed', { what: death.what });
}

function idle(config: RunConfig): Sentence {
  const fraction = shownShare(config.task);
  return fraction === null ? say('idleOther') : say('idle', { fraction });
}

function starting(phase: Situation['phase']): Sentence {
  if (phase === 'reloading') return say('interruptedLoading');
  if (phase === 'backend') return say('startingBackend');
  if (phase === 'data') return say('startingData');
  if (phase === 'waiting') return say('startingWaiting');
  return phase === 'training' ? say('startingTraining') : say('startingLoading');
}

/** The last number that was one: before any, nothing. */
const latest = (record: RunRecord, key: string): number => {
  const { values, length } = record.curve(key);
  return values[length - 1] ?? 0;
};

/** What a run that goes on has reached. */
function progress(record: RunRecord, config: RunConfig): Sentence[] {
  const [train, val] = [latest(record, 'train.accuracy'), latest(record, 'val.accuracy')];
  const [memorised, grokked] = [stepOf(record, 'memorised'), stepOf(record, 'grokked')];
  const rising = risingFrom(record.curve('val.accuracy'), config.milestones.grokked) !== null;
  if (grokked !== null) return [generalised(memorised, grokked), ...(val < 0.9 * config.milestones.grokked ? [say('slipped', { val })] : [])];
  if (memorised === null) return [say(rising ? 'together' : 'memorising', { train, val })];
  return [say(rising ? 'generalising' : 'waiting', { memorised, val }), ...norm(record.curve('weightNorm'), config)];
}

function generalised(memorised: number | null, grokked: number): Sentence {
  if (memorised === null || memorised >= grokked) return say('grokkedFirst', { grokked });
  const times = delayOf(memorised, grokked);
  return times === null ? say('grokkedSoon', { grokked, memorised }) : say('grokked', { grokked, memorised, times });
}

function norm({ values, length }: Curve, config: RunConfig): Sentence[] {
  if (length === 0) return [];
  const last = values[length - 1] as number;
  if (config.constraint.norm === 'fixed') return [say('normHeld', { norm: last })];
  const seen = values.subarray(0, length);
  const peak = seen.reduce((a, b) => Math.max(a, b));
  const first = seen[0] as number;
  if (last < peak * (1 - MOVED)) return [say('normFallen', { peak, norm: last })];
  return [say(last === peak && last > first * (1 + MOVED) ? 'normRising' : 'normSteady', { norm: last })];
}

function recovered({ record, backend }: Situation): Sentence[] {
  const mark = record?.marks.findLast((one) => one.kind === 'recovered');
  if (mark === undefined) return [];
  return [mark.lost === 'worker' ? say('recoveredWorker', { step: mark.step }) : say('recovered', { step: mark.step, backend: backend?.backend ?? '' })];
}

function finished(record: RunRecord, config: RunConfig): Sentence[] {
  const [memorised, grokked] = [stepOf(record, 'memorised'), stepOf(record, 'grokked')];
  const { step } = record;
  if (grokked !== null) return [generalised(memorised, grokked), say('over', { step })];
  const val = latest(record, 'val.accuracy');
  if (memorised === null) return [say('neverMemorised', { step, train: latest(record, 'train.accuracy') }), noise(config) ?? say('hintRate')];
  return [say('neverGrokked', { step, val }), hint(record, config)];
}

function noise(config: RunConfig): Sentence | null {
  const share = noiseShare(config.task);
  return share > 0 ? say('hintNoise', { noise: share }) : null;
}

/** The likeliest reason why a run that memorised has not grokked, the surest first. */
function hint(record: RunRecord, config: RunConfig): Sentence {
  const decay = Math.max(0, ...decayPaths(config).map((path) => valueAt(config, path) as number));
  const fraction = shownShare(config.task);
  const { scale } = config.init;
  const norms = record.curve('weightNorm');
  if (stillRising(record.curve('val.accuracy'))) return say('hintRising');
  const noisy = noise(config);
  if (noisy !== null) return noisy;
  if (config.constraint.norm === 'fixed') return say('hintHeld', { norm: norms.values[norms.length - 1] ?? 0 });
  if (decay === 0) return say(optimizers.get(config.optimizer.id).decay === null ? 'hintOptimizer' : 'hintDecay');
  if (scale > 1) return say('hintScale', { scale });
  if (decay < 0.5) return say('hintWeakDecay', { decay });
  if (fraction !== null && fraction < 0.3) return say('hintData', { fraction });
  return say('hintPatience');
}

/** Whether the last tenth of the run brought validation visibly forward. */
function stillRising({ steps, values, length }: Curve): boolean {
  if (length < 2) return false;
  const end = steps[length - 1] as number;
  let i = length - 1;
  while (i > 0 && (steps[i] as number) > 0.9 * end) i--;
  return (values[length - 1] as number) - (values[i] as number) > 0.05;
}
