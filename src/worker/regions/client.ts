/** The page's end of the regions worker: a seat of the crew. A worker that dies is replaced, and shows the same again. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { ParametersAt } from '../../engine/run/host.ts';
import type { Crew } from '../crew/crew.ts';
import type { Look, RegionsCommand, RegionsMessage } from './protocol.ts';

export interface RegionsClient {
  /** From here on this network is shown; null is the freshly initialised one. */
  network(network: number, config: RunConfig, at: ParametersAt | null): void;
  look(look: number, at: Look): void;
  /** Ends the worker; the next network starts another. */
  dispose(): void;
}

export function createRegionsClient(crew: Crew, receive: (message: RegionsMessage) => void): RegionsClient {
  const latest = new Map<RegionsCommand['type'], RegionsCommand>();
  const seat = crew.seat<RegionsCommand, RegionsMessage>({
    spawn: () => new Worker(new URL('./regions.worker.ts', import.meta.url), { type: 'module', name: 'regions' }),
    begin(post) {
      for (const command of latest.values()) post(command);
    },
    hear(message) {
      if (message.type === 'slice') seat.advance();
      receive(message);
      if (message.type !== 'failed') return;
      latest.clear();
      seat.leave();
    },
    lost({ what }) {
      latest.clear();
      receive({ type: 'failed', what });
    },
  });

  const post = (command: RegionsCommand): void => {
    latest.set(command.type, command);
    if (seat.taken) seat.post(command);
    else seat.sit();
  };

  return {
    network: (network, config, at) => post({ type: 'network', network, config, at: at === null ? null : { step: at.step, parameters: at.parameters } }),
    look: (look, at) => post({ type: 'look', look, at }),
    dispose() {
      latest.clear();
      seat.leave();
    },
  };
}
