/** What looks at networks: viewers that share one worker, which ends when the last of them is closed. */
import type { LookId, QuestionOf } from '../engine/looks/index.ts';
import type { LooksClient } from '../worker/looks/client.ts';
import type { LooksMessage } from '../worker/looks/protocol.ts';
import type { Subjects } from './subject.ts';
import { createViewer, type Receiver, type Viewer, type ViewerOptions } from './viewer.ts';

export interface Looks {
  /** @param name its own among the viewers. */
  viewer<K extends LookId>(name: string, look: K, question: QuestionOf<K>, options?: ViewerOptions): Viewer<K>;
}

interface Surroundings {
  readonly client: (receive: (message: LooksMessage) => void) => LooksClient;
  readonly subjects: Subjects;
}

export function createLooks({ client: connect, subjects }: Surroundings): Looks {
  const viewers = new Map<string, Receiver>();
  const open = new Set<string>();
  const client = connect((message) => viewers.get(message.viewer)?.receive(message));
  return {
    viewer(name, look, question, options) {
      const viewer = createViewer(look, question, { name, client, subjects }, options);
      viewers.set(name, viewer);
      return {
        ...viewer,
        show(shown) {
          if (shown) open.add(name);
          viewer.show(shown);
        },
        close() {
          viewer.close();
          if (open.delete(name) && open.size === 0) client.dispose();
        },
      };
    },
  };
}
