/** A wire between the worker that trains and the worker that looks: networks go along it, and not through the page. */
import type { ParametersAt } from '../engine/run/host.ts';
import { text } from '../engine/text.ts';
import { within } from '../engine/within.ts';

/** A step, or an evaluation, may take its time; in milliseconds. */
const ANSWER_MS = 20_000;

interface Request {
  readonly request: number;
  readonly run: string;
}

interface Reply {
  readonly request: number;
  readonly at: ParametersAt | null;
}

/** The looking end. */
export interface Wire {
  /** The network of a run as it is now; null where the run is over, the wire is cut, or nobody answers: whoever still wants it asks again. */
  fetch(run: string): Promise<ParametersAt | null>;
  /** Whoever still waits gets nothing. */
  cut(): void;
}

export function openWire(port: MessagePort): Wire {
  const waiting = new Map<number, (at: ParametersAt | null) => void>();
  let requests = 0;
  let whole = true;
  port.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    waiting.get(data.request)?.(data.at);
    waiting.delete(data.request);
  });
  port.start();
  return {
    fetch(run) {
      const request = ++requests;
      const answer = new Promise<ParametersAt | null>((resolve) => {
        if (!whole) return resolve(null);
        waiting.set(request, resolve);
        port.postMessage({ request, run } satisfies Request);
      });
      return within(ANSWER_MS, text('the network', 'ネットワーク'), answer).catch(() => {
        waiting.delete(request);
        return null;
      });
    },
    cut() {
      whole = false;
      port.close();
      for (const resolve of waiting.values()) resolve(null);
      waiting.clear();
    },
  };
}

/** The training end: `parameters` gives arrays that are the asker's to keep. */
export function serveWire(port: MessagePort, parameters: (run: string) => Promise<ParametersAt | null>): void {
  port.addEventListener('message', ({ data: { request, run } }: MessageEvent<Request>) => {
    void parameters(run).then((at) => {
      const transfer = at === null ? [] : at.parameters.map(({ buffer }) => buffer as ArrayBuffer);
      port.postMessage({ request, at } satisfies Reply, transfer);
    });
  });
  port.start();
}
