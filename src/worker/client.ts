/** The page's end of the worker: owns its lifetime, posts commands, hands messages on. The only place that calls `new Worker`. */
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Control } from '../engine/run/host.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
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

export function spawn(name: string): Worker {
  return new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module', name });
}

/**
 * @param name the worker’s; «trainer» opens its backend ahead of the first run.
 * @param receive gets every message of the worker, in order. When the worker itself dies, it gets one 'failed' for the latest run, and the
 * next `run` starts a fresh worker.
 */
export function createTrainerClient(receive: (message: Message) => void, name = 'trainer'): TrainerClient {
  let worker: Worker | null = null;
  let latest = '';

  const start = (): Worker => {
    const created = spawn(name);
    created.addEventListener('message', (event: MessageEvent<Message>) => receive(event.data));
    const die = (what: string): void => {
      created.terminate();
      if (worker === created) worker = null;
      receive({ type: 'failed', run: latest, what });
    };
    created.addEventListener('error', (event) => die(event.message || 'the worker could not be loaded'));
    created.addEventListener('messageerror', () => die('a message could not be read'));
    return created;
  };

  const post = (command: Command): void => {
    worker ??= start();
    worker.postMessage(command);
  };

  return {
    warm: () => {
      worker ??= start();
    },
    run({ run, config, backend, from = null, paused = false }) {
      latest = run;
      post({ type: 'run', run, config, backend, from, paused });
    },
    control(run, control) {
      // Without a worker there is nothing to control.
      if (worker !== null) post({ type: 'control', run, control });
    },
    dispose() {
      worker?.terminate();
      worker = null;
    },
  };
}
