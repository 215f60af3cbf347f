/** A worker that the test speaks for. It answers the crew's questions for as long as it is well. */
import { isPing } from '../../src/worker/crew/pulse.ts';
import type { Port } from '../../src/worker/crew/seat.ts';

export class FakePort<C, M> implements Port {
  readonly commands: C[] = [];
  /** What came with them, command by command. */
  readonly transfers: (readonly Transferable[])[] = [];
  /** Whether it answers. */
  well = true;
  ended = false;
  /** What it does with a command, the moment it comes. */
  onCommand: (command: C) => void = () => undefined;
  readonly #listeners = new Map<string, (event: never) => void>();

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }
  /** How often the crew has asked. */
  asked = 0;
  postMessage(message: unknown, transfer: readonly Transferable[]): void {
    if (isPing(message)) {
      this.asked++;
      if (this.well) setTimeout(() => this.pulse(), 1);
      return;
    }
    this.commands.push(message as C);
    this.transfers.push(transfer);
    if (this.well) this.onCommand(message as C);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: M): void {
    this.#fire('message', { data: message });
  }
  pulse(pulse: object = { crew: 'pong' }): void {
    if (this.well) this.#fire('message', { data: pulse });
  }
  crash(message: string, type = 'error'): void {
    this.#fire(type, { message });
  }
  #fire(type: string, event: object): void {
    this.#listeners.get(type)?.(event as never);
  }
}
