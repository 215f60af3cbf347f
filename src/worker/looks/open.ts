/** The desk in a real worker. */
import type { Device } from '../../engine/backend/device.ts';
import { standAlone } from '../../engine/backend/wasm/alone.ts';
import { hasten } from '../../engine/models/plain/hastened.ts';
import { text } from '../../engine/text.ts';
import { within } from '../../engine/within.ts';
import type { Line } from '../crew/attend.ts';
import { fileSource } from '../dataFiles.ts';
import { createTurn } from '../turn.ts';
import { openWire, type Wire } from '../wire.ts';
import { createDesk } from './desk.ts';
import { parseLooksCommand, type LooksMessage } from './protocol.ts';

/** Within this time the kernels are there, or they are asked for anew by the next look. */
const DEVICE_MS = 30_000;

export function openDesk({ post, own }: Line<LooksMessage>): (command: unknown) => void {
  hasten(standAlone());
  let wire: Wire | null = null;
  let device: Promise<Device> | null = null;
  const desk = createDesk({
    post: (message, transfer = []) => post(message, transfer as readonly ArrayBuffer[]),
    file: fileSource({ own }),
    live: async (run) => (wire === null ? null : wire.fetch(run)),
    device: () => {
      const opened = (device ??= within(
        DEVICE_MS,
        text('the kernels of a look', '計算用のカーネル'),
        import('./device.ts').then(({ openDevice }) => openDevice()),
      ));
      // What did not come is asked for again next time.
      opened.catch(() => (device = null));
      return opened;
    },
    now: () => performance.now(),
    turn: createTurn(true),
  });
  return (raw) => {
    const command = parseLooksCommand(raw);
    // Only this program posts here, and the compiler has read what it posts.
    if (command === null) throw new Error('the command is not in the protocol');
    if (command.type === 'wire') {
      wire?.cut();
      wire = openWire(command.port);
    } else desk.take(command);
  };
}
