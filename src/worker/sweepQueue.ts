/** What nobody in a pool is at yet: tasks to be asked for, in order, and tasks that others make, for as long as they do. */
import { giveBack, type Answer, type Claim, type Claims } from './sweepClaims.ts';

interface Task {
  readonly id: string;
}

/** What a queue asks and tells its pool. */
interface Owner<T> {
  /** Others have let go of a task before it was made. @returns whether it is taken on at once. */
  freed(task: T, claim: Claim): boolean;
  /** The claim to a task was taken away. */
  lost(task: T): void;
  /** Which tasks others make, whenever that changes. */
  elsewhere(ids: readonly string[]): void;
  /** There may be something to do, or nothing left. */
  changed(): void;
}

export class SweepQueue<T extends Task> {
  readonly #claims: Claims;
  readonly #owner: Owner<T>;
  #tasks: T[] = [];
  readonly #elsewhere = new Map<string, { readonly task: T; end: () => void }>();

  constructor(claims: Claims, owner: Owner<T>) {
    this.#claims = claims;
    this.#owner = owner;
  }

  get empty(): boolean {
    return this.#tasks.length + this.#elsewhere.size === 0;
  }

  /** These first. */
  put(tasks: readonly T[]): void {
    this.#tasks.unshift(...tasks);
  }

  next(): T | undefined {
    return this.#tasks.shift();
  }

  ask(task: T, answer: (answer: Answer) => void): void {
    this.#claims.ask(task.id, answer, () => this.#owner.lost(task));
  }

  /** Others make it. It is asked for again where they let go of it before it is made. */
  leave(task: T): void {
    const wait = { task, end: (): void => undefined };
    this.#elsewhere.set(task.id, wait);
    this.#tell();
    wait.end = this.#claims.wait(
      task.id,
      (answer) => {
        if (this.#elsewhere.get(task.id) !== wait) return giveBack(answer);
        this.#forgo(task.id);
        if (answer !== 'made' && !this.#owner.freed(task, answer)) {
          this.put([task]);
          giveBack(answer);
        }
        this.#owner.changed();
      },
      () => this.#owner.lost(task),
    );
  }

  drop(id: string): void {
    this.#tasks = this.#tasks.filter((task) => task.id !== id);
    this.#forgo(id);
  }

  /** Waits for nobody: what others make is asked for last. */
  gather(): void {
    const others = [...this.#elsewhere.values()].map(({ task }) => task);
    for (const { id } of others) this.#forgo(id);
    this.#tasks.push(...others);
  }

  clear(): void {
    this.gather();
    this.#tasks = [];
  }

  #forgo(id: string): void {
    const wait = this.#elsewhere.get(id);
    if (wait === undefined) return;
    this.#elsewhere.delete(id);
    wait.end();
    this.#tell();
  }

  #tell(): void {
    this.#owner.elsewhere([...this.#elsewhere.keys()]);
  }
}
