/** A point of an LU landscape in the worker: trained between controls, its progress told now and then. */
import type { Backends } from '../engine/backend/select.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { runPoint } from '../engine/sweeps/landscapePoint.ts';
import { loadFile } from './dataFiles.ts';
import type { Mailbox } from './trainer/mailbox.ts';
import type { Command, Message } from './protocol.ts';

/** How often the page hears of a point: it takes a worker that says nothing for long for dead. */
const PROGRESS_MS = 100;

export async function trainPoint(
  { run, backend }: Extract<Command, { type: 'point' }>,
  config: RunConfig,
  mailbox: Mailbox,
  { backends, post }: { readonly backends: Backends; readonly post: (message: Message) => void },
): Promise<void> {
  let paused = false;
  let told = Number.NEGATIVE_INFINITY;
  const point = await runPoint(
    config,
    {
      now: () => performance.now(),
      file: loadFile,
      opened: (choice) => post({ type: 'opened', run, choice }),
      progress(progress) {
        const now = performance.now();
        if (now - told < PROGRESS_MS) return;
        told = now;
        post({ type: 'pointProgress', run, progress });
      },
      async turn() {
        do {
          for (const { type } of await mailbox.take(paused ? Number.POSITIVE_INFINITY : 0)) {
            if (type === 'stop') return 'stop';
            if (type === 'pause' || type === 'resume') paused = type === 'pause';
          }
        } while (paused);
        return 'on';
      },
    },
    backends,
    backend,
  );
  if (point !== null) post({ type: 'point', run, point });
}
