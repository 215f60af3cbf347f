/** Everything that crosses between the page and the worker that reads and writes run files. */
import type { ReadRunFile } from '../../engine/runfile/read.ts';
import type { RunFile } from '../../engine/runfile/runfile.ts';
import type { Text } from '../../engine/text.ts';

/** Page → worker. `id` is what the answer goes by. */
export type RunFilesCommand =
  { readonly type: 'read'; readonly id: number; readonly file: Blob } | { readonly type: 'write'; readonly id: number; readonly file: RunFile };

/** What a file is: a run, with whether its kernels are to be had here; or what is wrong with it. */
export type Opened = (Extract<ReadRunFile, { ok: true }> & { readonly kernelsHere: boolean }) | Extract<ReadRunFile, { ok: false }>;

/** Worker → page. */
export type RunFilesMessage =
  | { readonly type: 'read'; readonly id: number; readonly opened: Opened }
  | { readonly type: 'written'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The browser would not give the file. */
  | { readonly type: 'failed'; readonly id: number; readonly why: Text };
