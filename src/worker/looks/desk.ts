/**
 * The work of the worker that looks, apart from its messages: of every viewer the latest question, and all of them in small turns, so that a long
 * answer keeps no short one waiting. Another question leaves the work on the one before; another network does not, so that a picture that
 * follows training does come.
 */
import type { Device } from '../../engine/backend/device.ts';
import { looks, type LookId } from '../../engine/looks/index.ts';
import type { LookDef, NetworkAt } from '../../engine/looks/look.ts';
import type { Host, ParametersAt } from '../../engine/run/host.ts';
import { wordsOf } from '../../engine/spoken.ts';
import { Networks } from './networks.ts';
import type { LooksCommand, LooksMessage } from './protocol.ts';

/** Longest time, in milliseconds, between two looks at what came in. */
const TURN_MS = 12;
/** How often the page hears how far an answer is. */
const PROGRESS_MS = 500;

interface Surroundings {
  readonly post: (message: LooksMessage, transfer?: readonly ArrayBufferLike[]) => void;
  readonly file: Host['file'];
  /** The network of a live run; null where it is over. */
  readonly live: (run: string) => Promise<ParametersAt | null>;
  /** Opened for the first look that wants one. */
  readonly device: () => Promise<Device>;
  readonly now: () => number;
  /** Lets messages come in. */
  readonly turn: () => Promise<void>;
}

/** A question on its way to an answer. */
interface Job {
  readonly viewer: string;
  readonly look: LookId;
  readonly ask: number;
  readonly def: LookDef<unknown, unknown>;
  readonly step: number;
  readonly work: Generator<number, unknown>;
  /** Milliseconds of work so far, and when the page was last told how far it is. */
  took: number;
  told: number;
}

type Who = Pick<Job, 'viewer' | 'ask'>;

export interface Desk {
  take(command: Exclude<LooksCommand, { type: 'wire' }>): void;
}

export function createDesk({ post, file, live, device, now, turn }: Surroundings): Desk {
  const networks = new Networks({ file, live });
  /** By viewer: its latest question, as long as that is not done with, and the network that it was put to. */
  const asked = new Map<string, number>();
  const about = new Map<string, number>();
  /** Those that are worked on, in the order of their turns. */
  let jobs: Job[] = [];
  let working = false;

  const isWanted = ({ viewer, ask }: Who): boolean => asked.get(viewer) === ask;

  const end = (who: Who, message: LooksMessage, transfer?: readonly ArrayBufferLike[]): void => {
    if (!isWanted(who)) return;
    asked.delete(who.viewer);
    post(message, transfer);
  };

  const fail = ({ viewer, ask }: Who, error: unknown): void => {
    end({ viewer, ask }, { type: 'failed', viewer, ask, what: wordsOf(error) });
  };

  /** What is to be done for a question, once its network is there; null where there is nothing to do. */
  const begin = async (command: Extract<LooksCommand, { type: 'ask' }>, network: NetworkAt | null): Promise<Job | null> => {
    const { viewer, look, ask } = command;
    if (!isWanted(command)) return null;
    const def = looks[look] as unknown as LookDef<unknown, unknown>;
    const question = def.parseQuestion(command.question);
    if (question === null) throw new Error('the question is not in the protocol');
    if (network === null) {
      end(command, { type: 'gone', viewer, ask });
      return null;
    }
    const why = def.lacks(network.config);
    if (why !== null) {
      end(command, { type: 'lacks', viewer, ask, why });
      return null;
    }
    const work = def.onDevice === true ? def.look(network, question, await device()) : def.look(network, question);
    return { viewer, look, ask, def, step: network.step, work, took: 0, told: now() };
  };

  const ask = async (command: Extract<LooksCommand, { type: 'ask' }>): Promise<void> => {
    asked.set(command.viewer, command.ask);
    about.set(command.viewer, command.network);
    try {
      const job = await begin(command, await networks.open(command.network));
      if (job !== null) jobs.push(job);
      void work();
    } catch (error) {
      fail(command, error);
    }
  };

  /** Works on a question for one turn. Returns whether there is more to do. */
  const advance = (job: Job): boolean => {
    const { viewer, look, ask: number, def, step } = job;
    const began = now();
    for (;;) {
      const next = job.work.next();
      const time = now();
      if (next.done !== true && time - began < TURN_MS) continue;
      job.took += time - began;
      if (next.done === true) {
        const answer = { type: 'answer', viewer, look, ask: number, step, took: job.took, answer: next.value } as LooksMessage;
        end(job, answer, def.transfer(next.value));
        return false;
      }
      if (time - job.told < PROGRESS_MS) return true;
      job.told = time;
      post({ type: 'progress', viewer, ask: number, share: next.value });
      return true;
    }
  };

  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      try {
        if (isWanted(job) && advance(job)) jobs.push(job);
      } catch (error) {
        fail(job, error);
      }
      await turn();
    }
    working = false;
  };

  return {
    take(command) {
      if (command.type === 'network') networks.add(command, new Set(about.values()));
      else if (command.type === 'ask') void ask(command);
      else asked.delete(command.viewer);
    },
  };
}
