/** The page's end of the worker that looks: a seat of the crew. A worker that dies is replaced, and asked the same again. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { LookId, QuestionOf } from '../../engine/looks/index.ts';
import type { Crew } from '../crew/crew.ts';
import { lastWords } from '../crew/death.ts';
import type { Post } from '../crew/seat.ts';
import type { LooksCommand, LooksMessage, Source } from './protocol.ts';

export interface LooksClient {
  /** Names a network that can be asked about; returns its number. Of those that no viewer asked about last, only the newest stays. */
  network(config: RunConfig, at: Source): number;
  /** Asks in place of what this viewer asked before; returns the question's number, which its answer carries. */
  ask<K extends LookId>(viewer: string, look: K, network: number, question: QuestionOf<K>): number;
  /** The viewer waits for nothing any more. */
  rest(viewer: string): void;
  /** Ends the worker; the next question starts another. */
  dispose(): void;
}

type Of<T extends LooksCommand['type']> = Extract<LooksCommand, { type: T }>;

/**
 * @param seated hears of every new worker, and how to post to it: it has no wire to live networks yet.
 * @param receive gets every message of the worker, in order; a worker that cannot be had fails every question.
 */
export function createLooksClient(crew: Crew, seated: (post: Post<LooksCommand>) => void, receive: (message: LooksMessage) => void): LooksClient {
  const networks = new Map<number, Of<'network'>>();
  /** By viewer: its latest question, and whether it is still to be answered. */
  const asked = new Map<string, { readonly command: Of<'ask'>; open: boolean }>();
  let numbers = 0;

  const seat = crew.seat<LooksCommand, LooksMessage>({
    name: 'looks',
    spawn: () => new Worker(new URL('./looks.worker.ts', import.meta.url), { type: 'module', name: 'looks' }),
    begin(post) {
      seated(post);
      for (const command of networks.values()) post(command);
      for (const { command, open } of asked.values()) if (open) post(command);
    },
    hear(message) {
      const latest = asked.get(message.viewer);
      if (latest === undefined || latest.command.ask !== message.ask) return;
      seat.advance();
      if (message.type !== 'progress') latest.open = false;
      receive(message);
    },
    lost(death) {
      const what = lastWords(death);
      const left = [...asked.values()].filter(({ open }) => open);
      asked.clear();
      for (const { command } of left) receive({ type: 'failed', viewer: command.viewer, ask: command.ask, what });
    },
  });

  return {
    network(config, at) {
      const needed = new Set([...asked.values()].map(({ command }) => command.network));
      for (const number of networks.keys()) if (!needed.has(number)) networks.delete(number);
      const command = { type: 'network', network: ++numbers, config, at } as const;
      networks.set(numbers, command);
      // Without a worker it waits for a question.
      if (seat.taken) seat.post(command);
      return numbers;
    },
    ask(viewer, look, network, question) {
      const command = { type: 'ask', viewer, look, ask: ++numbers, network, question } as Of<'ask'>;
      asked.set(viewer, { command, open: true });
      if (seat.taken) seat.post(command);
      else seat.sit();
      return numbers;
    },
    rest(viewer) {
      const latest = asked.get(viewer);
      if (latest === undefined || !latest.open) return;
      latest.open = false;
      seat.post({ type: 'rest', viewer });
    },
    dispose() {
      networks.clear();
      asked.clear();
      seat.leave();
    },
  };
}
