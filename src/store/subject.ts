/** Whose network is looked at. */
import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../engine/config/config.ts';
import type { ParametersAt } from '../engine/run/host.ts';
import { configAt } from '../engine/run/past.ts';
import type { Source } from '../worker/looks/protocol.ts';
import type { FrontState } from './front.ts';
import type { MomentState } from './moment.ts';
import { isOn } from './run.ts';

/** A run as it is now, as it ended, or as it was at the moment that is shown; where there is none, the network that would be trained. */
export interface Subject {
  /** Another run, or another network to train, has another id. */
  readonly id: string;
  readonly config: RunConfig;
  readonly step: number;
  /** Whether it is an earlier moment than the latest: that is shown to whoever does not follow the run as well. */
  readonly past: boolean;
  /** Where its network comes from. */
  source(): Promise<Source>;
}

export interface Subjects {
  current(): Subject;
  /** Hears of whatever may have changed it; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

/** What of a config decides which examples there are. */
export const dataOf = ({ task, seed }: RunConfig): string => JSON.stringify([task, seed]);

/** A snapshot holds more than a look needs. */
const lastOf = (at: ParametersAt | null): Source => at && { step: at.step, parameters: at.parameters };

interface Asked {
  getState(): { readonly config: RunConfig };
  subscribe(listener: () => void): () => void;
}

/** The run in front at the moment that is shown; before there is a run, the network of the settings, freshly initialised. */
export function subjectsOf(front: StoreApi<FrontState>, asked: Asked, moment: StoreApi<Pick<MomentState, 'step' | 'network'>>): Subjects {
  return {
    current() {
      const { run, step } = front.getState();
      const { step: chosen, network } = moment.getState();
      if (run !== null && chosen !== null && network !== null)
        return { id: run.id, config: configAt(run.record, network.step), step: network.step, past: true, source: () => Promise.resolve(lastOf(network)) };
      if (run !== null) {
        const { id, store } = run;
        const { config, status } = store.getState();
        // Of a run that kept no network there is only the one that it began with.
        const at = isOn(status) || run.snapshots.latest !== null ? step : 0;
        return {
          id,
          config,
          step: at,
          past: false,
          source: () => Promise.resolve(isOn(store.getState().status) ? { live: id } : lastOf(run.snapshots.latest)),
        };
      }
      const { config } = asked.getState();
      return { id: JSON.stringify(config), config, step: 0, past: false, source: () => Promise.resolve(null) };
    },
    subscribe(listener) {
      const stops = [front.subscribe(listener), asked.subscribe(listener), moment.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
