/** The page's end of the worker that reads and writes run files: a seat of the crew, taken while there is work. */
import type { RunFile } from '../../engine/runfile/runfile.ts';
import { Spoken } from '../../engine/spoken.ts';
import type { Crew } from '../crew/crew.ts';
import { lastWords } from '../crew/death.ts';
import type { Port } from '../crew/seat.ts';
import type { RunFilesCommand, RunFilesMessage, Opened } from './protocol.ts';

export interface RunFilesClient {
  /** @throws Spoken where the browser does not give it, or no worker is to be had */
  open(file: Blob): Promise<Opened>;
  /** @throws Spoken where no worker is to be had */
  write(file: RunFile): Promise<Uint8Array<ArrayBuffer>>;
}

interface Waiting {
  readonly command: RunFilesCommand;
  readonly resolve: (message: RunFilesMessage) => void;
  readonly reject: (error: Error) => void;
}

const spawnRunFiles = (): Port => new Worker(new URL('./runFiles.worker.ts', import.meta.url), { type: 'module', name: 'runFiles' });

export function createRunFilesClient(crew: Crew, spawn: () => Port = spawnRunFiles): RunFilesClient {
  const waiting = new Map<number, Waiting>();
  let numbers = 0;

  const seat = crew.seat<RunFilesCommand, RunFilesMessage>({
    name: 'runFiles',
    spawn,
    begin(post) {
      for (const { command } of waiting.values()) post(command);
    },
    hear(message) {
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      seat.advance();
      if (message.type === 'failed') one?.reject(new Spoken(message.why));
      else one?.resolve(message);
      // A run that was read is large: the worker goes, and its memory with it.
      if (waiting.size === 0) seat.leave();
    },
    lost(death) {
      const left = [...waiting.values()];
      waiting.clear();
      for (const { reject } of left) reject(new Spoken(lastWords(death)));
    },
  });

  const ask = (command: RunFilesCommand): Promise<RunFilesMessage> =>
    new Promise((resolve, reject) => {
      waiting.set(command.id, { command, resolve, reject });
      if (seat.present) seat.post(command);
      else seat.sit();
    });

  return {
    async open(file) {
      const message = await ask({ type: 'read', id: ++numbers, file });
      return (message as Extract<RunFilesMessage, { type: 'read' }>).opened;
    },
    async write(file) {
      const message = await ask({ type: 'write', id: ++numbers, file });
      return (message as Extract<RunFilesMessage, { type: 'written' }>).bytes;
    },
  };
}
