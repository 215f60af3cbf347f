/** What a reader can do: every button, key and field ends in one of these actions. */
import type { StoreApi } from 'zustand/vanilla';
import { valueAt, type RunConfig } from '../engine/config/config.ts';
import { patchBetween } from '../engine/config/live.ts';
import { findPreset } from '../engine/presets/index.ts';
import { isSamePlan } from '../engine/run/plan.ts';
import type { Bench } from './bench.ts';
import { differences, type ConfigState, type ConfigStore } from './config.ts';
import { extendedSteps } from './extend.ts';
import type { FrontState } from './front.ts';
import type { Preferences } from './preferences.ts';
import { isOn, type Run } from './run.ts';

export interface Actions {
  /** Starts, pauses or goes on, whichever is next. */
  toggle(): void;
  /** One update, then a pause. */
  step(): void;
  /** Shows the run at step 0 again, with the settings as they are, and waits. */
  reset(): void;
  newSeed(): void;
  /** Begins again with the settings as they are. */
  restart(): void;
  /** Goes on from the last snapshot. */
  goOn(): void;
  /** Lets a run whose backend cannot be had begin or go on with whatever works, and all later ones as well. */
  anywhere(): void;
  /** Lets a finished run go on for as many steps again. */
  extend(): void;
  /** Takes a field's value; a field that is live also changes the run that is on. Returns whether the value was taken. */
  set(path: string, raw: unknown): boolean;
  choosePreset(id: string): void;
  /** Opens the lens that a preset is best seen through, if it names one. */
  openLensOf(preset: string): void;
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
  /** The run that the page shows: what comes only where nothing goes on. */
  const shown = (): Run | null => {
    const { front, coming } = bench.store.getState();
    return front !== null && isOn(front.store.getState().status) ? front : (coming ?? front);
  };
  const ongoing = (): Run | null => {
    const run = shown();
    return run !== null && isOn(run.store.getState().status) ? run : null;
  };
  const openLensOf = (id: string): void => {
    const lens = findPreset(id)?.lens;
    if (lens !== undefined) preferences.setState({ lens, lensOpen: true });
  };
  /** A run of the settings as they are, with the changes to come. */
  const start = (paused = false): void => bench.start(asked(), { paused, plan: config.store.getState().plan });
  const goOn = (): void => {
    const { front } = bench.store.getState();
    if (front !== null) bench.goOn(front, asked());
  };

  return {
    toggle() {
      const run = ongoing();
      if (run === null) start();
      else if (run.store.getState().wanted === 'running') run.pause();
      else run.resume();
    },
    step() {
      if (ongoing() === null) start();
      ongoing()?.step(1);
    },
    reset() {
      if (shown() !== null) start(true);
    },
    newSeed() {
      const run = ongoing();
      setField('seed', randomSeed());
      if (run !== null) start(run.store.getState().wanted === 'paused');
    },
    restart: () => start(),
    goOn,
    anywhere() {
      bench.setRequest('auto');
      if ((bench.store.getState().front?.snapshots.latest ?? null) === null) start();
      else goOn();
    },
    extend() {
      const { front } = bench.store.getState();
      const steps = front === null ? null : extendedSteps(asked().steps, front.record.step);
      if (steps === null) return;
      setField('steps', steps);
      goOn();
    },
    set(path, raw) {
      const before = asked();
      const taken = setField(path, raw);
      changeLive(ongoing(), path, before, asked());
      return taken;
    },
    choosePreset(id) {
      const preset = findPreset(id);
      if (preset === undefined) return;
      config.adopt(preset, preset.id);
      openLensOf(preset.id);
    },
    openLensOf,
  };
}

/** A field of the run that may change meanwhile changes the run at once. */
function changeLive(run: Run | null, path: string, before: RunConfig, after: RunConfig): void {
  if (run === null || valueAt(before, path) === valueAt(after, path)) return;
  const value = patchBetween(run.store.getState().config, after)[path];
  if (value !== undefined) run.change({ [path]: value });
}

/** Paths whose value in the form is not what the run that is on runs with; '@' where other changes are to come. */
export function pending(asked: Pick<ConfigState, 'config' | 'plan'>, run: Pick<FrontState, 'status' | 'asked' | 'plan'>): string[] {
  if (!isOn(run.status) || run.asked === null) return [];
  return [...differences(asked.config, run.asked), ...(isSamePlan(asked.plan, run.plan) ? [] : ['@'])];
}
