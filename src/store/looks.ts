/** What looks at networks: viewers that share one worker, which ends when the last of them is closed. */
import type { StoreApi } from 'zustand/vanilla';
import type { LookId, QuestionOf } from '../engine/looks/index.ts';
import type { LooksClient } from '../worker/looks/client.ts';
import type { LooksMessage } from '../worker/looks/protocol.ts';
import type { FrontState } from './front.ts';
import { createHistory, type History } from './history.ts';
import type { Subjects } from './subject.ts';
import { createViewer, type Receiver, type Viewer, type ViewerOptions } from './viewer.ts';

export interface Looks {
  /** @param name its own among the viewers. */
  viewer<K extends LookId>(name: string, look: K, question: QuestionOf<K>, options?: ViewerOptions): Viewer<K>;
  /** The same look at every network that was kept of the run in front. @param name its own among the viewers. */
  history<K extends LookId>(name: string, look: K, question: QuestionOf<K>, front: StoreApi<FrontState>): History<K>;
  /** Whether any viewer is in sight, and whether one of these has not shown yet what there is to show. */
  isShown(): boolean;
  isBehind(): boolean;
}

interface Surroundings {
  readonly client: (receive: (message: LooksMessage) => void) => LooksClient;
  readonly subjects: Subjects;
}

export function createLooks({ client: connect, subjects }: Surroundings): Looks {
  const viewers = new Map<string, Receiver>();
  const open = new Set<string>();
  const client = connect((message) => viewers.get(message.viewer)?.receive(message));
  /** It keeps the worker while it is open. */
  function shared<T extends { show(shown: boolean): void; close(): void }>(name: string, one: T): T {
    return {
      ...one,
      show(shown) {
        if (shown) open.add(name);
        one.show(shown);
      },
      close() {
        one.close();
        if (open.delete(name) && open.size === 0) client.dispose();
      },
    };
  }
  const some = (holds: 'isShown' | 'isBehind'): boolean => [...viewers.values()].some((one) => one[holds]?.() === true);
  return {
    isShown: () => some('isShown'),
    isBehind: () => some('isBehind'),
    viewer(name, look, question, options) {
      const viewer = createViewer(look, question, { name, client, subjects }, options);
      viewers.set(name, viewer);
      return shared(name, viewer);
    },
    history(name, look, question, front) {
      const history = createHistory(look, question, { name, client, front });
      viewers.set(name, history);
      return shared(name, history);
    },
  };
}
