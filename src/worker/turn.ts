/** What some browsers hand tasks out by. */
interface Tasks {
  postTask(task: () => void, options: { readonly priority: 'background' }): Promise<void>;
}

/**
 * How a thread lets messages come in between two slices of work. A hidden tab throttles timers, but neither tasks nor a MessageChannel.
 * @param behind a worker's: whatever else waits comes first, where the browser can tell. In Chromium a worker that goes on writing to itself over a
 * channel, or in tasks like any other, hears what comes over another channel only after some thirty slices.
 */
export function createTurn(behind = false): () => Promise<void> {
  const { scheduler: tasks } = globalThis as { readonly scheduler?: Tasks };
  if (behind && tasks !== undefined) return () => tasks.postTask(() => undefined, { priority: 'background' });
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.addEventListener('message', () => waiting.shift()?.());
  channel.port1.start();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    });
}
