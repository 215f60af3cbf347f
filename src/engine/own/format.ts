/** A kind of file that readers bring: how it is known, read and described, and which task learns from it. */
import type { Choices } from './layout.ts';
import type { Named, Survey } from './survey.ts';

export interface FileFormat {
  /** The id of the task that learns from it; its field `file` holds the description. */
  readonly task: string;
  /** Bytes of the largest. */
  readonly mostBytes: number;
  /** Whether its first rows can be shown as text. */
  readonly rows: boolean;
  /** Descriptions of files that come with the page. */
  readonly samples: readonly string[];
  /** One of these; null for a file of the reader's. */
  sample(descriptor: string): Uint8Array<ArrayBuffer> | null;
  /** Whether a file of such a name is one of these, whatever it holds. */
  isCalled(name: string): boolean;
  /** Whether bytes look like one. */
  isLike(bytes: Uint8Array): boolean;
  /** What a description says; null where it is none of this format. Never throws. */
  described(descriptor: string): Named | null;
  /** How a description says that its file is read, which a reader may change. */
  choices(descriptor: string): Choices;
  /** What a file is found to be. Never throws. */
  survey(bytes: Uint8Array, named: Named, choices: Choices): Survey;
  /** Fields of the task that do not go with a file, and what they should be. @param task the task's values; its defaults stand where there are none */
  sizes(descriptor: string, task: Readonly<Record<string, unknown>>): readonly (readonly [field: string, value: number])[];
}
