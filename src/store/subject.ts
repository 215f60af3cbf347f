/** Whose network is looked at. */
import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../engine/config/config.ts';
import type { ParametersAt } from '../engine/run/host.ts';
import type { Source } from '../worker/looks/protocol.ts';
import type { FrontState } from './front.ts';
import { isOn } from './run.ts';

/** A run as it is now, or as it ended; where there is none, the network that would be trained. */
export interface Subject {
  /** Another run, or another network to train, has another id. */
  readonly id: string;
  readonly config: RunConfig;
  readonly step: number;
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

/** The run in front; before there is one, the network of the settings, freshly initialised. */
export function subjectsOf(front: StoreApi<FrontState>, asked: Asked): Subjects {
  return {
    current() {
      const { run, step } = front.getState();
      if (run !== null) {
        const { id, store } = run;
        const { config } = store.getState();
        return { id, config, step, source: () => Promise.resolve(isOn(store.getState().status) ? { live: id } : lastOf(run.snapshots.latest)) };
      }
      const { config } = asked.getState();
      return { id: JSON.stringify(config), config, step: 0, source: () => Promise.resolve(null) };
    },
    subscribe(listener) {
      const stops = [front.subscribe(listener), asked.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
