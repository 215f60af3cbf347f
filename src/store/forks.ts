/** Forks of the run in front: from the moment that is shown or from one that a preset names, which is made once more where nobody kept it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ForkPreset } from '../engine/forks/fork.ts';
import { problemsOfChange, turnBetween } from '../engine/run/turns.ts';
import { configAt } from '../engine/run/past.ts';
import type { Problem } from '../engine/problem.ts';
import type { Patch } from '../engine/run/change.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import type { Text } from '../engine/text.ts';
import type { Actions } from './actions.ts';
import type { ConfigStore } from './config.ts';
import type { FrontState } from './front.ts';
import type { Moment } from './moment.ts';
import type { Run } from './run.ts';

interface ForksState {
  /** The step whose network is waited for. */
  readonly waiting: number | null;
  /** Why there is no fork: what of the settings cannot change on the way, or another reason. */
  readonly problems: readonly Problem[];
  readonly why: Text | null;
}

export interface Forks {
  readonly store: StoreApi<ForksState>;
  /** The step that a fork would begin at where it names none: the moment that is shown, else the latest that is kept; null where there is none. */
  shown(): number | null;
  /** A new run that waits there for what is to be otherwise. */
  here(): void;
  /** A new run that goes on there with the settings as they are. Refused by name where they would change the network's shapes. */
  withSettings(): void;
  /** @param value of the preset's number, where it has one */
  as(preset: ForkPreset, value: number): void;
  dismiss(): void;
}

interface Surroundings {
  readonly actions: Actions;
  readonly config: ConfigStore;
  readonly front: StoreApi<FrontState>;
  readonly moment: Moment;
}

const QUIET: ForksState = { waiting: null, problems: [], why: null };

export function createForks({ actions, config, front, moment }: Surroundings): Forks {
  const store = createStore<ForksState>(() => QUIET);
  let stop: () => void = () => undefined;

  const shown = (): number | null => moment.store.getState().step ?? front.getState().run?.snapshots.latest?.step ?? null;

  /** Calls back with the network of a step, at once where it is at hand. */
  const at = (run: Run, step: number, then: (from: Snapshot) => void): void => {
    stop();
    const kept = run.snapshots.at(step);
    const { network } = moment.store.getState();
    const own = [kept, network].find((one) => one?.step === step) ?? null;
    if (own !== null) return then(own);
    store.setState({ ...QUIET, waiting: step });
    const look = (): void => {
      const { step: now, network: made, failed } = moment.store.getState();
      // Whoever looks elsewhere meanwhile does not wait any more.
      if (now !== step || front.getState().run !== run) store.setState(QUIET);
      else if (failed !== null) store.setState({ ...QUIET, why: failed });
      else if (made?.step === step) {
        store.setState(QUIET);
        then(made);
      } else return;
      stop();
    };
    moment.goTo(step);
    stop = moment.store.subscribe(look);
    look();
  };

  const fork = (step: number | null, patchAt: (run: Run, step: number) => Patch | null): void => {
    store.setState(QUIET);
    const { run } = front.getState();
    if (run === null || step === null) return;
    const patch = patchAt(run, step);
    const problems = patch === null ? [] : problemsOfChange(configAt(run.record, step), patch);
    if (problems.length > 0) return store.setState({ ...QUIET, problems });
    at(run, step, (from) => actions.fork(run, from, patch ?? undefined));
  };

  return {
    store,
    shown,
    here: () => fork(shown(), () => null),
    withSettings: () => fork(shown(), (run, step) => turnBetween(configAt(run.record, step), config.store.getState().config)),
    as(preset, value) {
      const { record } = front.getState();
      const step = shown();
      if (record === null || step === null) return;
      const found = preset.plan({ record, shown: step }, value);
      if (found.ok) fork(found.step, () => found.patch);
      else store.setState({ ...QUIET, why: found.why });
    },
    dismiss() {
      stop();
      store.setState(QUIET);
    },
  };
}
