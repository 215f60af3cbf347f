/** Work in pieces, one a task and in the order asked for: however much there is, no task of the page's thread is longer than one piece. */

export interface Turns {
  /** @returns what takes it back. */
  ask(piece: () => void): () => void;
}

/** @param later calls back in a new task. */
export function createTurns(later: (callback: () => void) => void): Turns {
  const waiting = new Set<() => void>();
  let called = false;
  const call = (): void => {
    if (called || waiting.size === 0) return;
    called = true;
    later(turn);
  };
  function turn(): void {
    called = false;
    const [piece] = waiting;
    if (piece === undefined) return;
    waiting.delete(piece);
    // First: a piece that throws holds up no other.
    call();
    piece();
  }
  return {
    ask(piece) {
      const own = (): void => piece();
      waiting.add(own);
      call();
      return () => void waiting.delete(own);
    },
  };
}

/** The page's own. */
export const turns = createTurns((callback) => setTimeout(callback, 0));
