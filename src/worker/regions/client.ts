/** The page's end of the regions worker: owns its lifetime, posts commands, hands messages on. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { ParametersAt } from '../../engine/run/host.ts';
import type { Look, RegionsCommand, RegionsMessage } from './protocol.ts';

export interface RegionsClient {
  /** From here on this network is shown; null is the freshly initialised one. */
  network(network: number, config: RunConfig, at: ParametersAt | null): void;
  look(look: number, at: Look): void;
  /** Ends the worker; the next network starts another. */
  dispose(): void;
}

export function createRegionsClient(receive: (message: RegionsMessage) => void): RegionsClient {
  let worker: Worker | null = null;

  const start = (): Worker => {
    const created = new Worker(new URL('./regions.worker.ts', import.meta.url), { type: 'module', name: 'regions' });
    created.addEventListener('message', (event: MessageEvent<RegionsMessage>) => worker === created && receive(event.data));
    const die = (what: string): void => {
      created.terminate();
      if (worker !== created) return;
      worker = null;
      receive({ type: 'failed', what });
    };
    created.addEventListener('error', (event) => die(event.message || 'the worker could not be loaded'));
    created.addEventListener('messageerror', () => die('a message could not be read'));
    return created;
  };

  const post = (command: RegionsCommand): void => {
    worker ??= start();
    worker.postMessage(command);
  };

  return {
    network: (network, config, at) => post({ type: 'network', network, config, at: at === null ? null : { step: at.step, parameters: at.parameters } }),
    look: (look, at) => post({ type: 'look', look, at }),
    dispose() {
      worker?.terminate();
      worker = null;
    },
  };
}
