/** Where the run is, in words: from its record and status to the keys of sentences and the figures in them. Pure. */
import { kernelsName, type BackendName } from '../../engine/backend/choice.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Mark, RunRecord } from '../../engine/run/record.ts';
import { forgottenAt, standing } from '../../engine/run/story.ts';
import { shownShare } from '../../engine/tasks/shares.ts';
import { GONE } from '../../engine/backend/device.ts';
import { text } from '../../engine/text.ts';
import type { FrontState } from '../../store/front.ts';
import { isLeft } from '../../store/run.ts';
import type { Death } from '../../worker/crew/seat.ts';
import { blowUp, hintToGeneralise, hintToLearn } from './hint.ts';
import { accuraciesOf, generalised, hasFallen, progress, slipped } from './learned.ts';
import { say, type Sentence } from './say.ts';
import { atStart } from './start.ts';

export type Situation = Pick<FrontState, 'status' | 'from' | 'reason' | 'phase' | 'record' | 'coming' | 'death' | 'unavailable' | 'backend'> & {
  /** What the run runs with, or before a run, what was asked for. */
  readonly config: RunConfig;
  /** Whether what it waits for before it begins takes unusually long. */
  readonly long?: boolean;
};

/** Of a run that was left, by where it comes from. */
const LEFT = { here: 'left', file: 'leftInFile', visit: 'leftEarlier' } as const;

export function sentences(situation: Situation): Sentence[] {
  const { status, record, config } = situation;
  if (status === 'starting' && situation.coming) return awaited(situation, starting(situation.phase));
  if (record === null || status === 'idle') return [idle(config)];
  if (status === 'starting') return awaited(situation, situation.death === null ? starting(situation.phase) : interrupted(record, situation.death));
  if (status === 'failed') return [failed(situation)];
  if (status === 'diverged') return [blowUp(record.step, config)];
  const start = atStart(situation, config, record);
  if (start !== null) return [start];
  if (status === 'finished' && !isLeft(situation)) return finished(record, config);
  const now = [...progress(record, config), ...recovered(situation)];
  if (status === 'finished') return [say(LEFT[situation.from ?? 'here'], { step: record.step, steps: config.steps }), ...now];
  return status === 'paused' ? [say('paused', { step: record.step }), ...now] : now;
}

/** What comes over the network may take long; what is computed says its time otherwise. */
function awaited({ long, phase }: Situation, what: Sentence): Sentence[] {
  return long === true && phase !== 'training' ? [what, say('startingSlow')] : [what];
}

const NOT_LOADED: ReadonlySet<Death['kind']> = new Set(['unmade', 'unloaded']);

/** Its worker is gone, and another one on its way. */
function interrupted({ step }: RunRecord, { kind }: Death): Sentence {
  if (NOT_LOADED.has(kind)) return say('interruptedLoading');
  return say(kind === 'silent' ? 'interruptedSilent' : 'interrupted', { step });
}

const REPLACED = text('the trainer had to be replaced', '学習プログラムを交代しました');

/** As they are called in every language. */
const NAMES: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

function failed({ death, unavailable, record }: Situation): Sentence {
  const made = record?.made.at(-1);
  if (unavailable !== null && made !== undefined)
    return say('unavailableHere', { step: record?.step ?? 0, backend: kernelsName(made), reason: unavailable.reason });
  if (unavailable !== null) return say('unavailable', { backend: NAMES[unavailable.backend], reason: unavailable.reason });
  if (death?.kind === 'unmade') return say('failedUnmade');
  if (death === null || death.kind === 'unloaded') return say('failedLoading');
  if (death.words !== undefined) return say('failedFor', { why: death.words });
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

/** What last went away, and what it was last moved to: a later death takes nothing back of that. */
function recovered({ record, backend }: Situation): Sentence[] {
  const marks = record?.marks.filter((one) => one.kind === 'recovered' || one.kind === 'moved') ?? [];
  const move = marks.findLast((one) => one.kind === 'moved' || one.moved !== undefined);
  return [...new Set([move, marks.at(-1)])].flatMap((mark) => (mark === undefined ? [] : recovery(mark, backend)));
}

function recovery(mark: Extract<Mark, { kind: 'recovered' | 'moved' }>, backend: Situation['backend']): Sentence[] {
  if (mark.kind === 'moved') return [say('movedOn', { step: mark.step, backend: kernelsName(mark.to) })];
  const { step, lost, moved, why } = mark;
  if (moved !== undefined) return [say('moved', { step, why: lost === 'worker' ? REPLACED : (why ?? GONE), backend: kernelsName(moved) })];
  if (lost === 'worker') return [say('recoveredWorker', { step })];
  return [say('recovered', { step, backend: backend === null ? '' : NAMES[backend.backend] })];
}

function finished(record: RunRecord, config: RunConfig): Sentence[] {
  const { step } = record;
  const { train, val } = standing(record);
  const now = accuraciesOf(record);
  const forgotten = forgottenAt(record);
  if (forgotten !== null) return [say('endedForgot', { step, forgotten, ...now }), say('hintForgot')];
  if (val !== null) return [...generalised(record), ...slipped(record, now), say('over', { step })];
  if (train === null) return [say('neverLearned', { step, ...now }), hintToLearn(record, config)];
  if (hasFallen(record, now)) return [say('endedFallen', { step, learned: train.step, ...now }), say('hintForgot')];
  return [say(train.kind === 'memorised' ? 'neverGrokked' : 'neverGeneralised', { step, learned: train.step, ...now }), hintToGeneralise(record, config)];
}
