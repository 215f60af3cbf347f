/** Where data lies: what comes with the page is fetched when a task first asks for it, and what is the reader's is had from the page. */
import digitsUrl from 'virtual:grokscope-data/digits';
import fashionUrl from 'virtual:grokscope-data/fashion';
import mnistUrl from 'virtual:grokscope-data/mnist';
import moleculesUrl from 'virtual:grokscope-data/molecules';
import reviewsUrl from 'virtual:grokscope-data/reviews';
import { isOwn, type DataFile, type OwnFile, type ShippedFile } from '../engine/tasks/task.ts';
import { Spoken, wordsOf } from '../engine/spoken.ts';
import { text, type Text } from '../engine/text.ts';
import { within } from '../engine/within.ts';
import type { Line } from './crew/attend.ts';

const URLS: Readonly<Record<ShippedFile, string>> = { digits: digitsUrl, fashion: fashionUrl, mnist: mnistUrl, molecules: moleculesUrl, reviews: reviewsUrl };
const fetched = new Map<ShippedFile, Promise<Uint8Array>>();

/** Longest silence of the server, in milliseconds: a slow network brings something now and then. */
const SILENCE_MS = 15_000;

/** The same bytes, as long as they keep coming. @throws TooLate, from the stream, when they do not. */
function comingIn(body: ReadableStream<Uint8Array<ArrayBuffer>>, what: Text): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await within(SILENCE_MS, what, reader.read());
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

async function fetchFile(name: ShippedFile): Promise<Uint8Array> {
  const what = text(`the data file «${name}»`, `データファイル「${name}」`);
  const abort = new AbortController();
  try {
    const response = await within(SILENCE_MS, what, fetch(URLS[name], { signal: abort.signal }));
    if (!response.ok || response.body === null) throw new Error(String(response.status));
    const unpacked = comingIn(response.body, what).pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    abort.abort();
    if (error instanceof Spoken) throw error;
    // In the browser's own words alone nobody learns which file it was.
    const { en: why } = wordsOf(error);
    throw new Spoken(text(`${what.en} could not be fetched (${why})`, `${what.ja}を取得できませんでした（${why}）`));
  }
}

/** Contents of a file that comes with the page. A file that did not come is asked for again next time. @throws Error when it cannot be had, or stops coming. */
export async function loadFile(name: ShippedFile): Promise<Uint8Array> {
  const known = fetched.get(name) ?? fetchFile(name);
  fetched.set(name, known);
  try {
    return await known;
  } catch (error) {
    fetched.delete(name);
    throw error;
  }
}

/** The reader's file that was asked for last: there is no telling how large they are. */
let lastOwn: { readonly file: OwnFile; readonly bytes: Uint8Array } | null = null;

async function ownFile(file: OwnFile, own: Line<never>['own']): Promise<Uint8Array> {
  if (lastOwn?.file === file) return lastOwn.bytes;
  const blob = await within(SILENCE_MS, text('the file', 'ファイル'), own(file));
  if (blob === null) throw new Error(`the page does not have ${file}`);
  const bytes = new Uint8Array(await within(SILENCE_MS, text('the file', 'ファイル'), blob.arrayBuffer()));
  lastOwn = { file, bytes };
  return bytes;
}

/** Contents of any data file, in a worker. The promise is rejected where it cannot be had. */
export const fileSource =
  ({ own }: Pick<Line<never>, 'own'>) =>
  (name: DataFile): Promise<Uint8Array> =>
    isOwn(name) ? ownFile(name, own) : loadFile(name);
