/** The page's end of the worker that reads files: a seat of the crew, taken while there is something to read. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { Choices } from '../../engine/own/layout.ts';
import { Spoken } from '../../engine/spoken.ts';
import type { OwnFile } from '../../engine/tasks/task.ts';
import type { Crew } from '../crew/crew.ts';
import { lastWords } from '../crew/death.ts';
import type { FileRead, TablesCommand, TablesMessage } from './protocol.ts';

interface Asked {
  readonly blob: Blob;
  readonly name: string;
  readonly choices?: Choices;
  readonly wanted?: readonly OwnFile[];
  readonly config?: RunConfig;
}

/** Reads a file. @throws Spoken, from the promise, where that cannot be done at all */
export type ReadFile = (asked: Asked) => Promise<FileRead>;

interface Open {
  readonly command: TablesCommand;
  readonly done: (read: FileRead) => void;
  readonly fail: (why: Spoken) => void;
}

export function createTablesClient(crew: Crew): ReadFile {
  const open = new Map<number, Open>();
  let numbers = 0;

  const end = (ask: number): Open | undefined => {
    const one = open.get(ask);
    open.delete(ask);
    if (open.size === 0) seat.leave();
    return one;
  };

  const seat = crew.seat<TablesCommand, TablesMessage>({
    name: 'tables',
    spawn: () => new Worker(new URL('./tables.worker.ts', import.meta.url), { type: 'module', name: 'tables' }),
    begin(post) {
      for (const { command } of open.values()) post(command);
    },
    hear(message) {
      const one = end(message.ask);
      if (message.type === 'read') one?.done({ file: message.file, survey: message.survey });
      else one?.fail(new Spoken(message.what));
    },
    lost(death) {
      const left = [...open.values()];
      open.clear();
      for (const { fail } of left) fail(new Spoken(lastWords(death)));
    },
  });

  return ({ blob, name, choices = {}, wanted = [], config }) =>
    new Promise((done, fail) => {
      const command = { type: 'read', ask: ++numbers, blob, name, choices, wanted, ...(config === undefined ? {} : { config }) } as const;
      open.set(numbers, { command, done, fail });
      if (seat.taken) seat.post(command);
      else seat.sit();
    });
}
