/** How a worker hears controls between two slices of work. */
import type { Control } from '../../engine/run/host.ts';
import { createTurn } from '../turn.ts';

/** Controls that arrived for a run, and the run's wait for them. A hidden tab, which throttles timers, keeps it waiting only where it wants to wait. */
export class Mailbox {
  readonly #turn = createTurn(true);
  #controls: Control[] = [];
  #wake: (() => void) | null = null;

  put(control: Control): void {
    this.#controls.push(control);
    this.#rouse();
  }

  async take(waitMs: number): Promise<readonly Control[]> {
    if (this.#controls.length === 0) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (waitMs <= 0) void this.#turn().then(() => this.#rouse());
        else if (Number.isFinite(waitMs)) timer = setTimeout(resolve, waitMs);
      });
      clearTimeout(timer);
    }
    const controls = this.#controls;
    this.#controls = [];
    return controls;
  }

  #rouse(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
