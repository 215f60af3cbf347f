/** The regions worker's desk in a real worker. */
import type { Line } from '../crew/attend.ts';
import { loadFile } from '../dataFiles.ts';
import { createTurn } from '../turn.ts';
import { createDesk } from './desk.ts';
import { parseRegionsCommand, type RegionsMessage } from './protocol.ts';

export function openDesk({ post }: Line<RegionsMessage>): (command: unknown) => void {
  const desk = createDesk({
    post: (message, transfer = []) => post(message, transfer as readonly ArrayBuffer[]),
    file: loadFile,
    now: () => performance.now(),
    turn: createTurn(),
  });
  return (raw) => {
    const command = parseRegionsCommand(raw);
    if (command === null) post({ type: 'failed', what: 'the command is not in the protocol' });
    else desk.take(command);
  };
}
