/** The regions worker: messages in, messages out. Its work is the desk's. */
import { loadFile } from '../dataFiles.ts';
import { createDesk } from './desk.ts';
import { parseRegionsCommand, type RegionsMessage } from './protocol.ts';

const post = (message: RegionsMessage, transfer: readonly ArrayBufferLike[] = []): void =>
  self.postMessage(message, { transfer: transfer as readonly ArrayBuffer[] as ArrayBuffer[] });

/** A hidden tab throttles timers, but not a MessageChannel. */
const channel = new MessageChannel();
let wake: (() => void) | null = null;
channel.port1.addEventListener('message', () => wake?.());
channel.port1.start();

const desk = createDesk({
  post,
  file: loadFile,
  now: () => performance.now(),
  turn: () =>
    new Promise((resolve) => {
      wake = resolve;
      channel.port2.postMessage(null);
    }),
});

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const command = parseRegionsCommand(event.data);
  if (command === null) post({ type: 'failed', what: 'the command is not in the protocol' });
  else desk.take(command);
});
