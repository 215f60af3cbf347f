/** The page's end of a training worker: posts commands to a seat of the crew, hands messages on. */
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Control } from '../engine/run/host.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import type { Crew } from './crew/crew.ts';
import type { Death, Port, Post } from './crew/seat.ts';
import type { Command, Message } from './protocol.ts';

export interface TrainerClient {
  /** Starts the worker ahead of the first run, so that Run does not wait for it. */
  warm(): void;
  /** Starts a run in place of the current one, once the worker has accepted its config. */
  run(request: {
    readonly run: string;
    readonly config: RunConfig;
    readonly backend: BackendRequest;
    readonly from?: Snapshot | null;
    readonly paused?: boolean;
  }): void;
  control(run: string, control: Control): void;
  /** Ends the worker. */
  dispose(): void;
}

export function spawn(name: string): Port {
  return new Worker(new URL('./trainer/trainer.worker.ts', import.meta.url), { type: 'module', name });
}

/**
 * @param name the worker’s; «trainer» opens its backend ahead of the first run.
 * @param receive gets every message of the worker, in order. When the worker itself dies, it gets one 'failed' for the latest run, and
 * another worker takes its place.
 * @param seated hears of every new worker, and how to post to it.
 */
export function createTrainerClient(
  crew: Crew,
  receive: (message: Message) => void,
  name = 'trainer',
  seated: (post: Post<Command>) => void = () => undefined,
): TrainerClient {
  let latest = '';
  const die = ({ what }: Death): void => receive({ type: 'failed', run: latest, what });
  const seat = crew.seat<Command, Message>({
    spawn: () => spawn(name),
    begin(post, death) {
      seated(post);
      if (death !== null) die(death);
    },
    hear(message) {
      receive(message);
      if (message.type === 'failed') seat.replace();
    },
    lost: die,
  });

  return {
    warm: () => seat.sit(),
    run({ run, config, backend, from = null, paused = false }) {
      latest = run;
      seat.sit();
      seat.post({ type: 'run', run, config, backend, from, told: null, paused, until: null, terse: false });
    },
    control: (run, control) => seat.post({ type: 'control', run, control }),
    dispose: () => seat.leave(),
  };
}
