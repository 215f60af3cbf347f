/** Where the image sets lie: beside the page, fetched when a task first asks for one. */
import digitsUrl from 'virtual:grokscope-data/digits';
import mnistUrl from 'virtual:grokscope-data/mnist';
import type { DataFile } from '../engine/tasks/task.ts';

const URLS: Readonly<Record<DataFile, string>> = { digits: digitsUrl, mnist: mnistUrl };
const fetched = new Map<DataFile, Promise<Uint8Array>>();

async function fetchFile(name: DataFile): Promise<Uint8Array> {
  const response = await fetch(URLS[name]);
  if (!response.ok || response.body === null) throw new Error(`the data file «${name}» could not be fetched (${response.status})`);
  return new Uint8Array(await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/** Contents of a data file. A file that did not come is asked for again next time. @throws Error when it cannot be had. */
export async function loadFile(name: DataFile): Promise<Uint8Array> {
  const known = fetched.get(name) ?? fetchFile(name);
  fetched.set(name, known);
  try {
    return await known;
  } catch (error) {
    fetched.delete(name);
    throw error;
  }
}
