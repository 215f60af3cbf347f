/** A browser with several tabs: its locks and what is said on its channels, all of it as late as the test likes. */
import type { Channel } from '../../src/store/tabs.ts';

/** What is to happen, one thing at a time, in whichever order. */
export class Turns {
  #pending: (() => void)[] = [];
  readonly #planned: { turns: number; readonly act: () => void }[] = [];

  /** After so many turns, or with the last. */
  plan(turns: number, act: () => void): void {
    this.#planned.push({ turns, act });
  }
  later(act: () => void): void {
    this.#pending.push(act);
  }
  /** Until nothing is left. @param choose one of so many. */
  async run(choose: (count: number) => number = () => 0): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet++) {
      while (this.#pending.length + this.#planned.length > 0) {
        quiet = 0;
        this.#pending.splice(choose(this.#pending.length), 1)[0]?.();
        await settled();
        for (const plan of this.#planned) plan.turns--;
        for (let due = this.#due(); due !== undefined; due = this.#due()) {
          this.#planned.splice(this.#planned.indexOf(due), 1);
          due.act();
          await settled();
        }
      }
      await settled();
    }
  }
  #due() {
    return this.#planned.find(({ turns }) => turns <= 0 || this.#pending.length === 0);
  }
}

/** All promises that can be kept are. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Request {
  readonly tab: FakeTab;
  readonly name: string;
  readonly grant: (lock: Lock | null) => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

export class FakeBrowser {
  readonly turns: Turns;
  readonly tabs: FakeTab[] = [];
  readonly held = new Map<string, Request>();
  #waiting: Request[] = [];

  constructor(turns = new Turns()) {
    this.turns = turns;
  }

  tab(): FakeTab {
    const tab = new FakeTab(this);
    this.tabs.push(tab);
    return tab;
  }

  request(request: Request, { ifAvailable = false, steal = false, signal }: LockOptions): void {
    if (signal?.aborted === true) return request.reject(new DOMException('aborted', 'AbortError'));
    const holder = this.held.get(request.name);
    if (steal && holder !== undefined) {
      holder.reject(new DOMException('stolen', 'AbortError'));
      this.held.delete(request.name);
    }
    if (!this.held.has(request.name)) return this.#grant(request);
    if (ifAvailable) return request.resolve(request.grant(null) as never);
    this.#waiting.push(request);
    signal?.addEventListener('abort', () => {
      if (!this.#waiting.includes(request)) return;
      this.#waiting = this.#waiting.filter((one) => one !== request);
      request.reject(new DOMException('aborted', 'AbortError'));
    });
  }

  /** A tab goes, and its locks with it. */
  close(tab: FakeTab): void {
    this.#waiting = this.#waiting.filter((one) => one.tab !== tab);
    for (const request of this.held.values()) if (request.tab === tab) this.#free(request);
  }

  #grant(request: Request): void {
    this.held.set(request.name, request);
    void Promise.resolve(request.grant({ name: request.name, mode: 'exclusive' })).then((value) => {
      request.resolve(value as never);
      this.turns.later(() => this.#free(request));
    });
  }

  #free(request: Request): void {
    if (this.held.get(request.name) !== request) return;
    this.held.delete(request.name);
    const next = this.#waiting.find(({ name }) => name === request.name);
    if (next === undefined) return;
    this.#waiting = this.#waiting.filter((one) => one !== next);
    this.#grant(next);
  }
}

export class FakeTab {
  readonly #browser: FakeBrowser;
  readonly #listeners: ((event: { readonly data: unknown }) => void)[] = [];
  /** Closed, or suspended: nothing that is said reaches it. */
  asleep = false;
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: Channel;

  constructor(browser: FakeBrowser) {
    this.#browser = browser;
    this.locks = {
      request: ((name: string, options: LockOptions, grant: Request['grant']) =>
        new Promise((resolve, reject) =>
          browser.turns.later(() => !this.asleep && browser.request({ tab: this, name, grant, resolve, reject }, options)),
        )) as LockManager['request'],
    };
    this.channel = {
      addEventListener: (_, listener) => void this.#listeners.push(listener),
      postMessage: (data) => {
        for (const tab of browser.tabs) if (tab !== this) browser.turns.later(() => tab.hear(structuredClone(data)));
      },
    };
  }

  hear(data: unknown): void {
    if (!this.asleep) for (const listener of this.#listeners) listener({ data });
  }

  close(): void {
    this.asleep = true;
    this.#browser.close(this);
  }
}
