/**
 * The reader's files: what is here, what is being read, and what was wrong with the last one. The page holds them and gives them to whichever worker
 * asks; the config holds their description alone. Nothing of a file that is refused changes anything else.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { tooLong } from '../engine/own/decode.ts';
import { nameOf, SAMPLE } from '../engine/own/descriptor.ts';
import { formatBehind, formatFor, formatOf } from '../engine/own/formats.ts';
import type { Choices } from '../engine/own/layout.ts';
import type { Named, Preview } from '../engine/own/survey.ts';
import { filesOf, weightsOf } from '../engine/run/files.ts';
import { wordsOf } from '../engine/spoken.ts';
import { isOwn, type OwnFile } from '../engine/tasks/task.ts';
import { text, type Text } from '../engine/text.ts';
import { within } from '../engine/within.ts';
import { isWeights, MOST_BYTES, readWeights } from '../engine/weights/descriptor.ts';
import type { ReadFile } from '../worker/tables/client.ts';
import type { ConfigStore } from './config.ts';
import type { HeldFile, KeptFiles } from './keptFiles.ts';

interface OwnFilesState {
  readonly here: ReadonlyMap<OwnFile, HeldFile>;
  /** Whether it is known what the browser kept. */
  readonly loaded: boolean;
  /** Whether the browser will not keep files: they are here until the page is closed. */
  readonly forgetful: boolean;
  /** What is being read. */
  readonly reading: string | null;
  /** What was wrong with the file that was opened last. */
  readonly refused: { readonly name: string; readonly faults: readonly Text[] } | null;
  /** The file of weights that was taken last, until that is heard. */
  readonly weights: string | null;
  /** The first rows of the file that a description is of. */
  readonly preview: { readonly descriptor: string; readonly rows: Preview } | null;
}

export interface OwnFiles {
  readonly store: StoreApi<OwnFilesState>;
  /** Looks what the browser kept. */
  load(): Promise<void>;
  /** A file for a worker; null where it is not here. */
  give(file: OwnFile): Promise<Blob | null>;
  /** Those of these files that are here, by their fingerprints. */
  bytesOf(files: readonly OwnFile[]): Promise<Readonly<Record<string, Uint8Array>>>;
  /** Takes over the files that a run came with, by their fingerprints. */
  bring(data: Readonly<Record<string, Uint8Array>>, descriptors: readonly string[]): void;
  /** Reads a file and takes it: the one that the settings ask for, weights for the network of the settings, or else as data of their own. */
  open(files: readonly File[]): Promise<void>;
  /** Reads the file of the settings in another way. */
  choose(choices: Choices): Promise<void>;
  /** Takes a file that is here, or a sample, as it was read last. */
  take(descriptor: string): void;
  /** Shows the first rows of the file of the settings. */
  look(descriptor: string): Promise<void>;
  forget(file: OwnFile): Promise<void>;
  dismiss(): void;
}

interface Surroundings {
  readonly config: ConfigStore;
  readonly readFile: ReadFile;
  readonly kept: KeptFiles;
}

/** Bytes of any file: a page holds them. */
const LARGEST = 2 ** 29;
/** Longest wait for a disk, in milliseconds. */
const DISK_MS = 30_000;

const ONE = text('One file at a time, please.', 'ファイルは 1 つずつ開いてください。');

const namedIn = (descriptor: string): Named | null => formatBehind(descriptor)?.described(descriptor) ?? readWeights(descriptor);

export function createOwnFiles({ config, readFile, kept }: Surroundings): OwnFiles {
  const store = createStore<OwnFilesState>(() => ({
    here: new Map(),
    loaded: false,
    forgetful: false,
    reading: null,
    refused: null,
    weights: null,
    preview: null,
  }));
  const asked = () => config.store.getState().config;
  /** What the browser kept is on its way, or there. */
  let loading = Promise.resolve();
  /** Of files opened one upon another the last counts. */
  let opens = 0;
  let looks = 0;

  const hold = (held: HeldFile): void => {
    store.setState(({ here }) => ({ here: new Map(here).set(held.file, held) }));
    kept.keep(held).then(
      () => store.setState({ forgetful: false }),
      () => store.setState({ forgetful: true }),
    );
  };

  /** The settings with this file. What they cannot have stays in the field, and says why. */
  const put = (descriptor: string): void => {
    const weights = readWeights(descriptor);
    if (weights !== null) {
      // As they are in the file, until the reader scales them.
      config.setField('init.scale', 1);
      config.setField('init.weights', descriptor);
      return store.setState({ weights: weights.name });
    }
    const format = formatBehind(descriptor);
    if (format === undefined) return;
    if (asked().task.id !== format.task) config.setField('task.id', format.task);
    config.setField('task.file', descriptor);
    for (const [field, value] of format.sizes(descriptor, asked().task)) config.setField(`task.${field}`, value);
  };

  const refuse = (name: string, faults: readonly Text[]): void => store.setState({ reading: null, refused: { name, faults } });

  /** Reads a blob and takes what it is. */
  const take = async (blob: Blob, name: string, choices: Choices, wanted: readonly OwnFile[]): Promise<void> => {
    const open = ++opens;
    store.setState({ reading: name, refused: null, weights: null });
    try {
      const { file, survey } = await readFile({ blob, name, choices, wanted, config: asked() });
      if (open !== opens) return;
      if (survey === null) {
        hold({ file, name, blob, descriptor: weightsOf(asked()) === file ? asked().init.weights : null });
        store.setState({ reading: null });
      } else if (survey.ok) {
        const { descriptor, preview } = survey;
        if (namedIn(descriptor)?.hash !== SAMPLE) hold({ file, name, blob, descriptor });
        store.setState({ reading: null, preview: preview === null ? null : { descriptor, rows: preview } });
        put(descriptor);
      } else refuse(name, survey.faults);
    } catch (error) {
      if (open === opens) refuse(name, [wordsOf(error)]);
    }
  };

  /** The bytes of what a description is of; null where they are not here. */
  const blobOf = (descriptor: string): Blob | null => {
    const sample = formatBehind(descriptor)?.sample(descriptor) ?? null;
    if (sample !== null) return new Blob([sample]);
    const read = namedIn(descriptor);
    return read === null ? null : (store.getState().here.get(`own:${read.hash}`)?.blob ?? null);
  };

  return {
    store,
    load() {
      loading = kept.all().then(
        (found) => store.setState(({ here }) => ({ here: new Map([...found.map((held) => [held.file, held] as const), ...here]), loaded: true })),
        () => store.setState({ loaded: true, forgetful: true }),
      );
      return loading;
    },
    async give(file) {
      await loading;
      return store.getState().here.get(file)?.blob ?? null;
    },
    async bytesOf(files) {
      const found: Record<string, Uint8Array> = {};
      await loading;
      for (const file of files) {
        const blob = store.getState().here.get(file)?.blob;
        if (blob !== undefined) found[file.slice('own:'.length)] = new Uint8Array(await within(DISK_MS, text('the file', 'ファイル'), blob.arrayBuffer()));
      }
      return found;
    },
    bring(data, descriptors) {
      for (const [hash, bytes] of Object.entries(data)) {
        const descriptor = descriptors.find((one) => namedIn(one)?.hash === hash) ?? null;
        const called = { name: (descriptor === null ? null : namedIn(descriptor))?.name ?? hash, descriptor };
        hold({ file: `own:${hash}`, blob: new Blob([bytes as Uint8Array<ArrayBuffer>]), ...called });
      }
    },
    async open(files) {
      const [file, ...others] = files;
      if (file === undefined) return;
      if (others.length > 0) return refuse(file.name, [ONE]);
      const wanted = filesOf(asked()).filter(isOwn);
      // Another task may want larger ones, and knows what they hold.
      const most = isWeights(file.name)
        ? MOST_BYTES
        : wanted.length === 0 || formatFor(asked().task.id) !== undefined
          ? formatOf(file.name).mostBytes
          : LARGEST;
      if (file.size > most) return refuse(file.name, [tooLong(file.size, most)]);
      try {
        // What is on a disk may be moved or changed there.
        const blob = new Blob([await within(DISK_MS, text('the file', 'ファイル'), file.arrayBuffer())]);
        await take(blob, nameOf(file.name), {}, wanted);
      } catch (error) {
        refuse(nameOf(file.name), [wordsOf(error)]);
      }
    },
    async choose(choices) {
      const { file } = asked().task;
      const blob = blobOf(String(file));
      const name = namedIn(String(file))?.name;
      if (blob !== null && name !== undefined) await take(blob, name, choices, []);
    },
    take(descriptor) {
      store.setState({ refused: null });
      put(descriptor);
    },
    async look(descriptor) {
      if (store.getState().preview?.descriptor === descriptor) return;
      const look = ++looks;
      const format = formatBehind(descriptor);
      const blob = format?.rows === true ? blobOf(descriptor) : null;
      if (format === undefined || blob === null) return store.setState({ preview: null });
      const { survey } = await readFile({ blob, name: namedIn(descriptor)?.name ?? '', choices: format.choices(descriptor) }).catch(() => ({ survey: null }));
      if (look === looks && survey?.ok === true && survey.preview !== null) store.setState({ preview: { descriptor, rows: survey.preview } });
    },
    async forget(file) {
      store.setState(({ here }) => ({ here: new Map([...here].filter(([other]) => other !== file)), preview: null }));
      await kept.forget(file).catch(() => store.setState({ forgetful: true }));
    },
    dismiss: () => store.setState({ refused: null, weights: null }),
  };
}
