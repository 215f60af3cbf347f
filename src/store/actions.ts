/** What a reader can do: every button, key and field ends in one of these actions. */
import type { StoreApi } from 'zustand/vanilla';
import { valueAt, type RunConfig } from '../engine/config/config.ts';
import { patchBetween, withChanges, withPatch } from '../engine/config/live.ts';
import { findPreset } from '../engine/presets/index.ts';
import { soundPlan } from '../engine/run/turns.ts';
import { unplanned } from '../engine/run/plan.ts';
import type { Patch } from '../engine/run/change.ts';
import { configAt } from '../engine/run/past.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import { toldTo } from '../engine/run/told.ts';
import type { Bench } from './bench.ts';
import type { ConfigState, ConfigStore } from './config.ts';
import { courseAsked, courseOf } from './course.ts';
import { extendedSteps } from './extend.ts';
import type { FrontState } from './front.ts';
import type { Value } from '../engine/parameters.ts';
import { variantOf } from '../engine/race/variants.ts';
import { originOf, strangeChoice } from './origin.ts';
import { fieldsApart, isOther } from './other.ts';
import type { Preferences } from './preferences.ts';
import { isOn, meantOf, type Run } from './run.ts';

export interface Actions {
  /** Starts, pauses or goes on, whichever is next: where another run is asked for than the one in front, it starts that. */
  toggle(): void;
  /** Pauses a run, or lets it go on, whatever is asked for: the one in front unless another is named. */
  pause(run?: Run): void;
  /** One update, then a pause. */
  step(): void;
  /** Shows the run at step 0 again, with the settings as they are where they are its own, and waits. */
  reset(): void;
  newSeed(): void;
  /** Begins again with the settings as they are: where they are those of the run in front, its changes at their steps included. */
  restart(): void;
  /** Goes on from the last snapshot, of the run in front unless another is named. */
  goOn(run?: Run): void;
  /**
   * A new run from where this one had this snapshot. It goes on with the change that is given, or waits there for what is to be otherwise. The settings
   * are its own from here on.
   */
  fork(run: Run, from: Snapshot, patch?: Patch): void;
  /** Starts the settings with each of these values in a field, all at once; those that make no valid run are left out. */
  race(path: string, values: readonly Value[]): void;
  /** Starts the settings and these presets, all at once. */
  raceBeside(presets: readonly string[]): void;
  /** Pauses all runs of the race, lets them go on, or ends them where they are. */
  raceAll(what: 'pause' | 'resume' | 'stop'): void;
  /** Lets a run whose backend cannot be had begin or go on with whatever works, and all later ones as well. */
  anywhere(): void;
  /** Lets a finished run go on for as many steps again. */
  extend(): void;
  /** Takes a field's value; a field that is live also changes the run that is on. Returns whether the value was taken. */
  set(path: string, raw: unknown): boolean;
  choosePreset(id: string): void;
}

interface Surroundings {
  readonly bench: Bench;
  readonly config: ConfigStore;
  readonly preferences: StoreApi<Preferences>;
}

/** Seeds that people can read out to each other. */
const randomSeed = (): number => 1 + Math.floor(Math.random() * 9999);

export function createActions({ bench, config, preferences }: Surroundings): Actions {
  const { setField } = config;
  const asked = (): RunConfig => config.store.getState().config;
  /** What a key is about: the run that was asked for last, also while the one before it goes on until it is there. */
  const meant = (): Run | null => meantOf(bench.store.getState());
  const ongoing = (): Run | null => {
    const run = meant();
    return run !== null && isOn(run.store.getState().status) ? run : null;
  };
  /** What is seen to go on, and what is to take its place. */
  const atHand = (): Run[] => {
    const { front, coming } = bench.store.getState();
    return [front, coming].filter((run): run is Run => run !== null && isOn(run.store.getState().status));
  };
  /** A run of the settings as they are, with the changes to come; where they are those of the run in front, the same run with its changes again. */
  const start = (paused = false): void => {
    config.repeat(courseAsked(config.store.getState(), bench.store.getState().front));
    const state = config.store.getState();
    bench.start(state.config, { paused, plan: state.plan, origin: originOf(state) });
  };
  /** Whether what is asked for is another run than this one: then the fields are not about it. */
  const other = (run: Run | null): boolean => isOther(config.store.getState(), run);
  /** What a run goes on with: the fields as they are, where they are about it. */
  const ownOf = (run: Run): RunConfig => (run !== bench.store.getState().front || other(run) ? run.store.getState().asked : asked());
  const goOn = (run = bench.store.getState().front): void => {
    if (run !== null) bench.goOn(run, ownOf(run));
  };

  return {
    fork(run, from, patch = {}) {
      const made = toldTo(run.record).changes.filter(({ step }) => step <= from.step);
      const { landscape, config: now } = config.store.getState();
      const asLong = Math.max(run.config.steps, other(run) ? 0 : now.steps);
      // From its last step on it goes on for as many again.
      const own = { ...run.config, steps: asLong > from.step ? asLong : (extendedSteps(asLong, from.step) ?? asLong) };
      const begun = withPatch(withChanges(own, unplanned(made, run.plan)), patch);
      // What of its plan the change leaves without a field is no part of it any more.
      config.adopt({ config: begun, landscape }, run.origin.basedOn, soundPlan(withPatch(configAt(run.record, from.step), patch), run.plan, from.step));
      const state = config.store.getState();
      bench.fork(run, from, { origin: originOf(state), patch, steps: own.steps, plan: state.plan });
    },
    race(path, values) {
      const state = config.store.getState();
      const variants = values.flatMap((value) => {
        const parsed = variantOf(state.config, path, value);
        return parsed.ok ? [{ value, config: parsed.config }] : [];
      });
      // That of the settings themselves is what the reader looks at.
      const own = variants.findIndex(({ value }) => value === valueAt(state.config, path));
      const raced = variants.map((variant) => ({ config: variant.config, plan: [], origin: originOf(state) }));
      if (raced.length > 0) bench.race(raced, { path, front: Math.max(0, own) });
    },
    raceBeside(presets) {
      config.repeat(courseAsked(config.store.getState(), bench.store.getState().front));
      const { plan, ...state } = config.store.getState();
      const others = presets.flatMap((id) => findPreset(id) ?? []);
      // What belongs to no choice of this page is asked for by none of its fields.
      const raced = others.map((one) => ({ config: one.config, plan: [], origin: { basedOn: one.id, choice: strangeChoice() } }));
      bench.race([{ config: state.config, plan, origin: originOf(state) }, ...raced], { path: null, front: 0 });
    },
    raceAll(what) {
      const { race, runs } = bench.store.getState();
      for (const run of runs) {
        if (race?.runs.includes(run.id) !== true || !isOn(run.store.getState().status)) continue;
        if (what === 'stop') bench.stop(run);
        else run[what]();
      }
    },
    toggle() {
      const run = ongoing();
      if (run === null || other(run)) start();
      else {
        const { wanted } = run.store.getState();
        for (const one of atHand()) if (one.store.getState().wanted === wanted) turn(one);
      }
    },
    step() {
      if (ongoing() === null) start();
      // Stryker disable next-line OptionalChaining: what was asked for just now is on its way
      ongoing()?.step(1);
    },
    reset() {
      const run = meant();
      if (run === null) return;
      const { config: own, plan } = courseOf(run);
      if (other(run)) bench.start(own, { paused: true, plan, origin: run.origin, request: run.request });
      else start(true);
    },
    newSeed() {
      const run = ongoing();
      setField('seed', randomSeed());
      if (run !== null && !other(run)) start(run.store.getState().wanted === 'paused');
    },
    restart: () => start(),
    pause(run = atHand()[0]) {
      if (run !== undefined) turn(run);
    },
    goOn: (run) => goOn(run),
    anywhere() {
      bench.setRequest('auto');
      const { front } = bench.store.getState();
      if (front === null || front.snapshots.latest === null) start();
      else bench.goOn(front, ownOf(front), { anywhere: true });
    },
    extend() {
      const { front } = bench.store.getState();
      const steps = front === null ? null : extendedSteps(ownOf(front).steps, front.record.step);
      if (front === null || steps === null) return;
      if (!other(front)) setField('steps', steps);
      bench.goOn(front, { ...ownOf(front), steps });
    },
    set(path, raw) {
      const before = asked();
      const taken = setField(path, raw);
      for (const run of atHand()) if (!other(run)) changeLive(run, path, before, asked());
      return taken;
    },
    choosePreset(id) {
      const preset = findPreset(id);
      if (preset === undefined) return;
      config.adopt(preset, preset.id);
      // It is best seen through its lens, if it names one.
      if (preset.lens !== undefined) preferences.setState({ lens: preset.lens, lensOpen: true });
    },
  };
}

/** Pauses what runs, and lets go on what waits. */
function turn(run: Run): void {
  if (run.store.getState().wanted === 'running') run.pause();
  else run.resume();
}

/** A field of the run that may change meanwhile changes the run at once. */
function changeLive(run: Run, path: string, before: RunConfig, after: RunConfig): void {
  if (valueAt(before, path) === valueAt(after, path)) return;
  const value = patchBetween(run.store.getState().config, after)[path];
  if (value !== undefined) run.change({ [path]: value });
}

/** What of that waits for a new start: nothing, unless the run in front is on. */
export function pending(asked: Pick<ConfigState, 'config' | 'plan'>, run: Pick<FrontState, 'status' | 'asked' | 'plan'>): string[] {
  return isOn(run.status) ? fieldsApart(asked, run) : [];
}
