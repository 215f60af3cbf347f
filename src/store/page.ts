/** The page's one set of stores, and what a reader can do: every button, key and field ends in one of these actions. */
import { valueAt, type RunConfig } from '../engine/config/config.ts';
import { patchBetween } from '../engine/config/live.ts';
import { createTrainerClient } from '../worker/client.ts';
import { createCrew } from '../worker/crew/crew.ts';
import { createLooksClient } from '../worker/looks/client.ts';
import { createWiring } from '../worker/wiring.ts';
import { configStore, differences, setField } from './config.ts';
import { createExamples } from './examples.ts';
import { extendedSteps } from './extend.ts';
import { createLooks } from './looks.ts';
import { createRegions } from './regions.ts';
import { createRuns, isOn, type Runs, type RunsState } from './runs.ts';
import { subjectsOf } from './subject.ts';

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
  /** Lets a finished run go on for as many steps again. */
  extend(): void;
  /** Takes a field's value; a field that is live also changes the run that is on. Returns whether the value was taken. */
  set(path: string, raw: unknown): boolean;
}

/** Seeds that people can read out to each other. */
const randomSeed = (): number => 1 + Math.floor(Math.random() * 9999);

export function createActions(runs: Runs): Actions {
  const state = (): RunsState => runs.store.getState();
  const asked = (): RunConfig => configStore.getState().config;

  return {
    toggle() {
      const { status, wanted } = state();
      if (isOn(status) && wanted === 'running') runs.pause();
      else if (isOn(status)) runs.resume();
      else runs.start(asked());
    },
    step() {
      if (!isOn(state().status)) runs.start(asked(), { paused: true });
      runs.step(1);
    },
    reset() {
      if (state().status !== 'idle') runs.start(asked(), { paused: true });
    },
    newSeed() {
      const { status, wanted } = state();
      setField('seed', randomSeed());
      if (isOn(status)) runs.start(asked(), { paused: wanted === 'paused' });
    },
    restart: () => runs.start(asked()),
    goOn: () => runs.goOn(asked()),
    extend() {
      const steps = extendedSteps(asked().steps, state().step);
      if (steps === null) return;
      setField('steps', steps);
      runs.goOn(asked());
    },
    set(path, raw) {
      const before = asked();
      const taken = setField(path, raw);
      if (taken) changeLive(runs, path, before, asked());
      return taken;
    },
  };
}

/** A field of the run that may change meanwhile changes the run at once. */
function changeLive(runs: Runs, path: string, before: RunConfig, after: RunConfig): void {
  const { status, config } = runs.store.getState();
  if (!isOn(status) || config === null || valueAt(before, path) === valueAt(after, path)) return;
  const value = patchBetween(config, after)[path];
  if (value !== undefined) runs.change({ [path]: value });
}

/** Paths whose value in the form is not what the run that is on runs with. */
export function pending(asked: RunConfig, { status, config }: Pick<RunsState, 'status' | 'config'>): string[] {
  return isOn(status) && config !== null ? differences(asked, config) : [];
}

export const crew = createCrew();
const wiring = createWiring();
export const runs = createRuns({ client: (receive) => createTrainerClient(crew, receive, 'trainer', wiring.trainer) });
export const actions = createActions(runs);
const looks = createLooks({ client: (receive) => createLooksClient(crew, wiring.looks, receive), subjects: subjectsOf(runs, configStore) });
export const regions = createRegions(looks);
export const examples = createExamples(looks);
