/** What can be taken home says of itself what it is, as a file: what it is called, for what, of which kind, and how it is made. */
import type { RunFile } from '../../engine/runfile/runfile.ts';
import type { Form } from '../../engine/runfile/tables.ts';
import type { Text } from '../../engine/text.ts';
import type { Container, Film } from '../../worker/film/protocol.ts';

/** A run, as it stands when it is taken. */
export interface TakenRun {
  /** Tells it apart from the others. */
  readonly name: string;
  /** Without snapshots and data. */
  readonly file: RunFile;
  /** Of the page that makes it again. */
  readonly address: string;
}

export interface Taken {
  /** The one in front first. */
  readonly runs: readonly TakenRun[];
  /** The series that are wanted. */
  readonly keys: ReadonlySet<string>;
  readonly form: Form;
  /** The figure that is wanted, as an SVG document. */
  readonly figure: () => Promise<string>;
  /** What is seen in the figure's lens, as lines of CSV. */
  readonly table: () => Promise<Iterable<string>>;
  /** The network in front as it is shown, as a folder for Python: a ZIP. */
  readonly network: () => Promise<Uint8Array<ArrayBuffer>>;
  /** The film that is wanted, for whoever shoots it. */
  readonly film: (container: Container, perSecond: number) => Promise<Film>;
  /** Now. */
  readonly year: number;
}

export interface Tools {
  /** Lets the page do something else. */
  readonly turn: () => Promise<void>;
  /** An SVG document as a PNG of the same size in print. */
  readonly rasterise: (svg: string) => Promise<Blob>;
  /** A film as a file. */
  readonly shoot: (film: Film) => Promise<ArrayBuffer>;
}

/** What it is about: each has its choices in the dialog. */
export type Subject = 'numbers' | 'figure' | 'table' | 'film' | 'network' | 'reference';

export interface Exporter {
  readonly id: string;
  readonly of: Subject;
  /** On its button. */
  readonly label: Text;
  /** What it is good for, in a line. */
  readonly summary: Text;
  /** The end of the file's name. */
  readonly extension: string;
  /** Media type. */
  readonly type: string;
  /** @throws Error that says what went wrong */
  readonly make: (taken: Taken, tools: Tools) => Promise<Blob>;
}
