/** Everything that crosses between the page and the worker that reads a file of the reader's. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { Choices } from '../../engine/own/layout.ts';
import type { Survey } from '../../engine/own/survey.ts';
import type { OwnFile } from '../../engine/tasks/task.ts';
import type { Text } from '../../engine/text.ts';

/** Page → worker: which file it is, and what it is found to be. */
export interface TablesCommand {
  readonly type: 'read';
  readonly ask: number;
  readonly blob: Blob;
  readonly name: string;
  readonly choices: Choices;
  /** Files that are known by what they hold: of one of them nothing else is asked. */
  readonly wanted: readonly OwnFile[];
  /** The settings whose network weights are for. */
  readonly config?: RunConfig;
}

/** What a file is. */
export interface FileRead {
  readonly file: OwnFile;
  /** null where it is one of those that were wanted. */
  readonly survey: Survey | null;
}

/** Worker → page. */
export type TablesMessage =
  | ({ readonly type: 'read'; readonly ask: number } & FileRead)
  /** It cannot be read at all: it was moved, or the browser will not. */
  | { readonly type: 'failed'; readonly ask: number; readonly what: Text };
