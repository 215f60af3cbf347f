/** A worker that looks, which only remembers what it was asked; the test speaks for it. And a subject that the test moves on. */
import type { RunConfig } from '../../src/engine/config/config.ts';
import type { AnswerOf, LookId } from '../../src/engine/looks/index.ts';
import type { Subject, Subjects } from '../../src/store/subject.ts';
import type { LooksClient } from '../../src/worker/looks/client.ts';
import type { LooksMessage, Source } from '../../src/worker/looks/protocol.ts';

interface Asked {
  readonly viewer: string;
  readonly look: LookId;
  readonly ask: number;
  readonly network: number;
  readonly question: unknown;
}

/** Before it says to whom. */
type Unaddressed<M = LooksMessage> = M extends { readonly ask: number } ? Omit<M, 'viewer' | 'ask' | 'look'> : never;

export class FakeLooks implements LooksClient {
  readonly networks: { readonly network: number; readonly config: RunConfig; readonly at: Source }[] = [];
  readonly asked: Asked[] = [];
  readonly rested: string[] = [];
  disposed = 0;
  #numbers = 0;
  #receive: (message: LooksMessage) => void = () => undefined;

  connect = (receive: (message: LooksMessage) => void): LooksClient => {
    this.#receive = receive;
    return this;
  };
  network: LooksClient['network'] = (config, at) => {
    this.networks.push({ network: ++this.#numbers, config, at });
    return this.#numbers;
  };
  ask: LooksClient['ask'] = (viewer, look, network, question) => {
    this.asked.push({ viewer, look, network, question, ask: ++this.#numbers });
    return this.#numbers;
  };
  rest: LooksClient['rest'] = (viewer) => void this.rested.push(viewer);
  dispose(): void {
    this.disposed++;
  }

  of(viewer: string): Asked[] {
    return this.asked.filter((one) => one.viewer === viewer);
  }
  /** Says something about the viewer's latest question, or another one. */
  say(viewer: string, message: Unaddressed, asked = this.of(viewer).at(-1)): void {
    if (asked === undefined) throw new Error(`${viewer} has asked nothing`);
    this.#receive({ ...message, viewer, look: asked.look, ask: asked.ask } as LooksMessage);
  }
  answer<K extends LookId>(viewer: string, _look: K, answer: AnswerOf<K>, step = 0, took = 20): void {
    this.say(viewer, { type: 'answer', step, took, answer } as Unaddressed);
  }
}

export class FakeSubjects implements Subjects {
  #now: Subject;
  readonly #listeners = new Set<() => void>();

  constructor(config: RunConfig) {
    this.#now = { id: 'fresh', config, step: 0, past: false, source: () => Promise.resolve(null) };
  }
  current(): Subject {
    return this.#now;
  }
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  /** The subject is another, or has come further. */
  become(change: Partial<Subject>): void {
    this.#now = { ...this.#now, ...change };
    for (const listener of this.#listeners) listener();
  }
}
