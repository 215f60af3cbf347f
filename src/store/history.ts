/**
 * One look at every network that was kept of the run in front, one after another: what it was at each of those steps. It works while it is in sight,
 * never two at once, and rests between two of them; networks that are kept meanwhile come after.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnswerOf, LookId, QuestionOf } from '../engine/looks/index.ts';
import { configAt } from '../engine/run/past.ts';
import type { LooksClient } from '../worker/looks/client.ts';
import type { LooksMessage } from '../worker/looks/protocol.ts';
import type { FrontState } from './front.ts';
import type { Run } from './run.ts';

interface HistoryState<K extends LookId> {
  /** Whose it is; null before there is a run. */
  readonly run: string | null;
  /** By step, as they came. */
  readonly seen: ReadonlyMap<number, AnswerOf<K>>;
}

export interface History<K extends LookId> {
  readonly store: StoreApi<HistoryState<K>>;
  /** Begins when it comes into sight, and rests while it is not. */
  show(shown: boolean): void;
  /** Asks this from here on, of all of them again. */
  ask(question: QuestionOf<K>): void;
  /** Forgets them all. */
  close(): void;
}

interface Surroundings {
  readonly name: string;
  readonly client: LooksClient;
  readonly front: StoreApi<FrontState>;
}

/** Shortest rest after an answer, in milliseconds; it takes as long as the answer at least, so that training keeps a core that it may share. */
const REST_MS = 25;
/** Before whoever waits for a network to be kept looks again, in milliseconds. */
const WAIT_MS = 400;

/** The next that is still to be looked at: the middle one of those, so that a picture of the whole is there soon. */
function nextOf({ snapshots }: Run, seen: ReadonlySet<number>): number | null {
  const left = snapshots.steps.filter((step) => !seen.has(step));
  return left[Math.floor(left.length / 2)] ?? null;
}

export function createHistory<K extends LookId>(
  look: K,
  first: QuestionOf<K>,
  { name, client, front }: Surroundings,
): History<K> & { receive(message: LooksMessage): void } {
  const none: HistoryState<K> = { run: null, seen: new Map() };
  const store = createStore<HistoryState<K>>(() => none);
  let question = first;
  let shown = false;
  /** What was asked last, and is not answered yet. */
  let asked: { readonly ask: number; readonly step: number; readonly run: string } | null = null;
  /** Steps that cannot be looked at, of the run in front. */
  let passed = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const soon = (delay: number): void => {
    clearTimeout(timer);
    if (shown) timer = setTimeout(goOn, delay);
  };
  const goOn = (): void => {
    const { run } = front.getState();
    if (asked !== null) return;
    if ((run?.id ?? null) !== store.getState().run) {
      passed = new Set();
      store.setState({ run: run?.id ?? null, seen: new Map() });
    }
    const step = run === null ? null : nextOf(run, new Set([...store.getState().seen.keys(), ...passed]));
    const snapshot = step === null ? null : (run?.snapshots.at(step) ?? null);
    if (run === null || step === null || snapshot === null) return soon(WAIT_MS);
    const network = client.network(configAt(run.record, step), { step, parameters: snapshot.parameters });
    asked = { ask: client.ask(name, look, network, question), step, run: run.id };
  };

  return {
    store,
    receive(message) {
      if (asked?.ask !== message.ask || message.type === 'progress') return;
      const { step, run } = asked;
      asked = null;
      const state = store.getState();
      if (run !== state.run) return soon(0);
      if (message.type !== 'answer') {
        passed.add(step);
        return soon(WAIT_MS);
      }
      store.setState({ seen: new Map([...state.seen, [step, message.answer as AnswerOf<K>]]) });
      soon(Math.max(REST_MS, message.took));
    },
    show(now) {
      if (now === shown) return;
      shown = now;
      if (shown) soon(0);
      else clearTimeout(timer);
    },
    ask(next) {
      question = next;
      asked = null;
      passed = new Set();
      store.setState({ seen: new Map() });
      soon(0);
    },
    close() {
      shown = false;
      clearTimeout(timer);
      asked = null;
      passed = new Set();
      store.setState(none, true);
      client.rest(name);
    },
  };
}
