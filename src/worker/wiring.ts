/** Lays a wire (wire.ts) between the worker that trains and the worker that looks, and another one whenever either of them is another. */
import type { Post } from './crew/seat.ts';

interface WireCommand {
  readonly type: 'wire';
  readonly port: MessagePort;
}

/** Called by each side's seat for every new worker, with how to post to it. */
export interface Wiring {
  trainer(post: Post<WireCommand>): void;
  looks(post: Post<WireCommand>): void;
}

export function createWiring(): Wiring {
  const ends: { trainer: Post<WireCommand> | null; looks: Post<WireCommand> | null } = { trainer: null, looks: null };
  const lay = (): void => {
    if (ends.trainer === null || ends.looks === null) return;
    const { port1, port2 } = new MessageChannel();
    ends.trainer({ type: 'wire', port: port1 }, [port1]);
    ends.looks({ type: 'wire', port: port2 }, [port2]);
  };
  return {
    trainer(post) {
      ends.trainer = post;
      lay();
    },
    looks(post) {
      ends.looks = post;
      lay();
    },
  };
}
