/** A trainer that only remembers what it was told; the test speaks for the worker. */
import type { RunConfig } from '../../src/engine/config/config.ts';
import type { Metrics, RunEvent } from '../../src/engine/run/events.ts';
import type { Control } from '../../src/engine/run/host.ts';
import type { Snapshot } from '../../src/engine/run/snapshot.ts';
import type { TrainerClient } from '../../src/worker/client.ts';
import type { Message } from '../../src/worker/protocol.ts';
import { metricsAt } from '../metrics.ts';

/** A message about a run, before it says which. */
type Unaddressed<M = Message> = M extends { readonly run: string } ? Omit<M, 'run'> : never;

export class FakeClient implements TrainerClient {
  readonly runs: Parameters<TrainerClient['run']>[0][] = [];
  readonly controls: Control[] = [];
  #receive: (message: Message) => void = () => undefined;

  connect = (receive: (message: Message) => void): TrainerClient => {
    this.#receive = receive;
    return this;
  };
  warm(): void {}

  run(request: Parameters<TrainerClient['run']>[0]): void {
    this.runs.push(request);
  }
  control(_run: string, control: Control): void {
    this.controls.push(control);
  }
  dispose(): void {}

  get id(): string {
    return this.runs.at(-1)?.run ?? '';
  }
  say(message: Unaddressed, run = this.id): void {
    this.#receive({ ...message, run });
  }
  event(event: RunEvent, run = this.id): void {
    this.#receive({ type: 'event', run, event });
  }
  started(config: RunConfig): void {
    this.event({
      type: 'started',
      config,
      parameters: 10,
      trainSize: 6,
      valSize: 4,
      step: 0,
      backend: 'wasm',
      device: 'WASM SIMD',
      build: 'SIMD',
      fallbacks: [],
    });
  }
}

export function metrics(step: number, train = 0, val = 0, weightNorm = 30): Metrics {
  return metricsAt(step, { train: { loss: 1, accuracy: train }, val: { loss: 1, accuracy: val }, weightNorm });
}

export function snapshot(step: number, floats = 4): Snapshot {
  return { step, parameters: [new Float32Array(floats)], slots: [], heldNorm: null, changes: [], milestones: [] };
}
