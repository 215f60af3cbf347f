/** What a task must offer. */
import type { Dataset, DatasetShape } from '../data/dataset.ts';
import type { Names } from '../data/names.ts';
import type { Reading, Texts } from '../data/texts.ts';
import type { Parameters, Values } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Drawing, Pictured } from './drawing.ts';
import type { Entry, Section, Typed } from '../registry.ts';
import type { Rng } from '../rng.ts';
import type { Text } from '../text.ts';

/** A file that comes with the page. */
export type ShippedFile = 'digits' | 'fashion' | 'mnist' | 'molecules' | 'reviews';
/** A file of the reader's, by the first 16 hexadecimal digits of its SHA-256 (own/fingerprint.ts): nobody else has it. */
export type OwnFile = `own:${string}`;
/** A file that a task's data comes from. Whoever drives a run knows where it lies. */
export type DataFile = ShippedFile | OwnFile;

export const isOwn = (file: DataFile): file is OwnFile => file.startsWith('own:');

/** The contents of a task's files. */
export type Files = Readonly<Partial<Record<DataFile, Uint8Array>>>;

/** Where a task's files come from. */
export interface FileSource {
  /** Contents of a file. @throws Error when it cannot be had. */
  file(name: DataFile): Promise<Uint8Array>;
}

/** Examples on each side. */
export interface Sizes {
  readonly train: number;
  readonly val: number;
}

/** What a reader may ask with an example of their own. */
interface OwnExample {
  /** What is to be written. */
  readonly prompt: Text;
  /** One to begin with. */
  readonly sample: string;
  /** Letters of the longest. */
  readonly most: number;
}

/** Tokens that are 0 … p − 1, counted mod p. */
export interface Residues {
  readonly p: number;
  /** By which of the two the task's answers come about, or the first of both. */
  readonly under: 'addition' | 'multiplication';
  /** Stated where the answer is the first plus the second, and nothing else. */
  readonly sum?: true;
}

/** What answers that are values are measured in: a value v is `shift` + `scale` · v of the unit. */
export interface Measure {
  /** What is measured; left out where the data does not say. */
  readonly what?: Text;
  /** Empty where there is none. */
  readonly unit: string;
  readonly shift: number;
  readonly scale: number;
}

/** The two tokens of an input as a reader writes them. */
export interface Pair {
  /** What the first and the second are called. */
  readonly names: readonly [string, string];
  readonly write: (token: number) => string;
  /** What each may be, as the end of the sentence «… must be …». */
  readonly expected: Text;
}

/** To be shown with the data. */
interface Credit {
  readonly text: Text;
  readonly url: string;
}

export interface TaskDef extends Entry {
  /** The parameter that says how much training data there is: a share of a table, or a number of examples. */
  readonly trainAmount: string;
  /** The parameter that says which share of the training answers are random; left out where none are. */
  readonly labelNoise?: string;
  /** Whether an input may stand on both sides, because each is drawn by itself; else none may. */
  readonly repeats?: boolean;
  /** Files without which `dataset` cannot do; left out where it never wants any. */
  files?(values: Section): readonly DataFile[];
  /** What a reader is told of one of these files that is theirs: its name, and how large it is. */
  called?(values: Section, file: OwnFile): Text;
  /** What can be known without making the data; cheap. */
  shape(values: Section): DatasetShape;
  /** How many examples there will be, without making them; an unordered split may give training one more. */
  sizes(values: Section): Sizes;
  /** An example as a reader would write it, its tokens or the numbers of its vector: «3 + 4». Without it, (3, 4). */
  question?(values: Section, input: readonly number[], names?: Names): string;
  /** A class as a reader would write it, or as it is called; without it, its number. */
  answer?(label: number, names?: Names): string | Text;
  /** Where inputs are two tokens that are no numbers and have no names in the data (pair.ts). */
  readonly pair?: Pair;
  /** Where tokens and answers alike are residues, which; or where one might take them for such, why they are not. */
  residues?(values: Section): Residues | Text;
  /** Stated where tokens and answers alike are the permutations of so many letters, in lexicographic order. */
  readonly symmetric?: 5;
  /** Where a reader can write an example: what to ask for, and how `tokenise` makes an input of it, with the words of the data set. */
  readonly own?: OwnExample;
  tokenise?(values: Section, texts: Texts, written: string): Reading;
  /** An answer that is a value as a reader would write it, with its unit; without it, its number. */
  value?(values: Section, value: number): string;
  /** What values are measured in; without it, their numbers are all there is. */
  measure?(values: Section): Measure;
  /** Which answers that are values count as right, in words behind «what lies». */
  readonly right?: Text;
  /** What an example looks like; without it, its image or its question. */
  drawing?(values: Section, example: Pictured): Drawing;
  /** Who made the data, and under which licence it is shown here. */
  readonly credit?: Credit;
  /** Conditions that span several parameters. `path` of each problem is relative to the section. */
  check?(values: Section): readonly Problem[];
  /** Makes the data; `rng` is the only source of chance. @throws Error when one of `files` is missing. */
  dataset(values: Section, rng: Rng, files?: Files): Dataset;
}

/** Checks an entry against its own parameters' types. Values are validated before an entry sees them. */
export function defineTask<const P extends Parameters>(
  entry: Typed<
    TaskDef,
    P,
    'shape' | 'sizes' | 'files' | 'called' | 'question' | 'residues' | 'tokenise' | 'value' | 'measure' | 'drawing' | 'check' | 'dataset'
  > & {
    shape(values: Values<P>): DatasetShape;
    sizes(values: Values<P>): Sizes;
    files?(values: Values<P>): readonly DataFile[];
    called?(values: Values<P>, file: OwnFile): Text;
    question?(values: Values<P>, input: readonly number[], names?: Names): string;
    residues?(values: Values<P>): Residues | Text;
    tokenise?(values: Values<P>, texts: Texts, written: string): Reading;
    value?(values: Values<P>, value: number): string;
    measure?(values: Values<P>): Measure;
    drawing?(values: Values<P>, example: Pictured): Drawing;
    check?(values: Values<P>): readonly Problem[];
    dataset(values: Values<P>, rng: Rng, files?: Files): Dataset;
  },
): TaskDef {
  return entry as unknown as TaskDef;
}
