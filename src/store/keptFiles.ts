/** Files of the reader's that the browser keeps between visits, in a database of their own: they go nowhere else. */
import { del, set, values } from 'idb-keyval';
import { z } from '../engine/zod.ts';
import type { OwnFile } from '../engine/tasks/task.ts';
import { databaseOf } from './database.ts';

/** A file, and what it is called. */
export interface HeldFile {
  readonly file: OwnFile;
  readonly name: string;
  readonly blob: Blob;
  /** How it was read last; null where it is no table. */
  readonly descriptor: string | null;
}

/** Every promise is rejected where the browser will not: a private window, a full disk. */
export interface KeptFiles {
  all(): Promise<readonly HeldFile[]>;
  keep(held: HeldFile): Promise<void>;
  forget(file: OwnFile): Promise<void>;
}

/** The database, and whatever else is about it. */
const FILES = 'grokscope-files-1';

const asked = databaseOf(FILES, 'files');

const schema = z.object({
  file: z.custom<OwnFile>((value) => typeof value === 'string' && /^own:[0-9a-f]{16}$/.test(value)),
  name: z.string(),
  blob: z.custom<Blob>((value) => value instanceof Blob),
  descriptor: z.string().nullable(),
});

export const browserFiles: KeptFiles = {
  async all() {
    const found = await asked<unknown[]>((store) => values(store));
    return found.flatMap((value) => schema.safeParse(value).data ?? []);
  },
  keep: (held) => asked((store) => set(held.file, held, store)),
  forget: (file) => asked((store) => del(file, store)),
};
