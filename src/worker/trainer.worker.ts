/** The training worker: a host of `run` and `runPoint`. One at a time; a new one takes the place of the old once its config is accepted. */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { Backends } from '../engine/backend/select.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { problemsOfPatch } from '../engine/config/live.ts';
import { parseConfig } from '../engine/config/parse.ts';
import type { Host } from '../engine/run/host.ts';
import { run } from '../engine/run/run.ts';
import { checkSnapshot } from '../engine/run/snapshot.ts';
import { tasks } from '../engine/tasks/index.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import { loadFile } from './dataFiles.ts';
import { Mailbox } from './mailbox.ts';
import { trainPoint } from './points.ts';
import { parseCommand, type Command, type Message } from './protocol.ts';

const backends = new Backends({
  wasmPaths: {
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
  },
  gpu: 'gpu' in navigator ? navigator.gpu : null,
});

/**
 * The usual backend is opened while the reader still looks at the page. Its errors are reported by the run that meets them again. A worker of
 * the pool opens none ahead: its points say which.
 */
const warmed: Promise<unknown> = self.name === 'trainer' ? backends.open('auto').catch(() => null) : Promise.resolve();

function post(message: Message, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

interface Current {
  readonly run: string;
  readonly config: RunConfig;
  readonly mailbox: Mailbox;
  readonly ended: Promise<void>;
}

let current: Current | null = null;
/** A run whose data is still on its way; the current one goes on meanwhile. */
let waiting: Pick<Current, 'run' | 'config' | 'mailbox'> | null = null;

type Work = Extract<Command, { type: 'run' | 'point' }>;

async function begin(command: Work, config: RunConfig, previous: Current | null, mailbox: Mailbox): Promise<void> {
  if (previous !== null) {
    previous.mailbox.put({ type: 'stop' });
    await previous.ended;
  }
  const { run: id } = command;
  const host: Host = {
    now: () => performance.now(),
    emit: (event) => {
      if (event.type === 'started') post({ type: 'phase', run: id, phase: 'training' });
      post({ type: 'event', run: id, event });
    },
    progress: (progress) => post({ type: 'progress', run: id, progress }),
    parameters: (at) =>
      post(
        { type: 'parameters', run: id, at },
        at.parameters.map(({ buffer }) => buffer as ArrayBuffer),
      ),
    sample: (sample) => post({ type: 'sample', run: id, sample }),
    answers: (at) => post({ type: 'answers', run: id, at }),
    turn: (waitMs) => mailbox.take(waitMs),
    file: loadFile,
  };
  try {
    post({ type: 'phase', run: id, phase: 'backend' });
    await warmed;
    if (command.type === 'point') await trainPoint(command, config, mailbox, { backends, post });
    else await run(config, host, { backends, backend: command.backend, from: command.from, paused: command.paused });
  } catch (error) {
    post({ type: 'failed', run: id, what: error instanceof Error ? error.message : String(error) });
  }
}

function start(command: Work): void {
  const parsed = parseConfig(command.config);
  const from = command.type === 'run' ? command.from : null;
  const problems = parsed.ok ? (from === null ? [] : checkSnapshot(from, parsed.config)) : parsed.problems;
  if (!parsed.ok || problems.length > 0) {
    post({ type: 'refused', run: command.run, problems });
    return;
  }
  const { config } = parsed;
  const next = { run: command.run, config, mailbox: new Mailbox() };
  const go = (): void => {
    waiting = null;
    current = { ...next, ended: begin(command, config, current, next.mailbox) };
  };
  const files = tasks.get(config.task.id).files ?? [];
  waiting = next;
  if (files.length === 0) go();
  else void fetched(next.run, files).then((there) => (there && waiting === next ? go() : undefined));
}

/** Whether a run's files are there. Where one cannot be had the page is told, and nothing else changes. */
async function fetched(id: string, files: readonly DataFile[]): Promise<boolean> {
  post({ type: 'phase', run: id, phase: 'data' });
  const came = await Promise.all(
    files.map((file) =>
      loadFile(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  const missing = files.find((_, i) => !came[i]);
  if (missing !== undefined) post({ type: 'missing', run: id, file: missing });
  return missing === undefined;
}

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const checked = parseCommand(event.data);
  if (!checked.ok) {
    post({ type: 'refused', run: checked.run, problems: checked.problems });
    return;
  }
  const { command } = checked;
  if (command.type !== 'control') start(command);
  else {
    const addressed = [current, waiting].find((one) => one?.run === command.run);
    if (addressed === undefined || addressed === null) return;
    const { control } = command;
    const problems = control.type === 'change' ? problemsOfPatch(addressed.config, control.patch) : [];
    if (problems.length > 0) post({ type: 'refused', run: command.run, problems });
    else addressed.mailbox.put(control);
  }
});
