/** How a worker hears controls between two slices of work. */
import type { Control } from '../../engine/run/host.ts';

/** Controls that arrived for a run, and the run's wait for them. Wakes through a MessageChannel, which a hidden tab does not throttle. */
export class Mailbox {
  readonly #channel = new MessageChannel();
  #controls: Control[] = [];
  #wake: (() => void) | null = null;

  constructor() {
    this.#channel.port1.addEventListener('message', () => this.#rouse());
    this.#channel.port1.start();
  }

  put(control: Control): void {
    this.#controls.push(control);
    this.#rouse();
  }

  async take(waitMs: number): Promise<readonly Control[]> {
    if (this.#controls.length === 0) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (waitMs <= 0) this.#channel.port2.postMessage(null);
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
