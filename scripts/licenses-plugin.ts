/**
 * Writes licenses.txt beside the page: our own licence, the data's, and that of every package of which anything was bundled, in the page or in
 * a worker, read off the modules of the chunks. A package that lacks a licence text gets the standard one of the licence it names.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8').replaceAll('\r\n', '\n').trim();
/** A tool's list of what it holds itself is not about what it puts into the page. */
const readLicense = (path: string): string => (read(path).split(/^#+ Licenses? of bundled dependencies/im)[0] as string).trim();

/** Tools that put code of their own into what they make. */
const TOOLS = ['assemblyscript', 'rolldown', 'vite'];
/** Packages that hold the plain text of a licence. */
const STANDARD: Readonly<Record<string, string>> = { 'Apache-2.0': 'node_modules/assemblyscript/LICENSE' };
const WASM = '@tensorflow/tfjs-backend-wasm';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
  readonly homepage?: string;
  readonly repository?: string | { readonly url?: string };
}

/** Folder of the package that a module is in, relative to the project; null for a module of our own. */
export function packageOf(id: string): string | null {
  const path = `/${id
    .replace(/^\0/, '')
    .replace(/[?#].*/, '')
    .replaceAll('\\', '/')}`;
  const at = path.lastIndexOf('/node_modules/') + '/node_modules/'.length;
  if (!path.includes('/node_modules/')) return null;
  const [scope = '', name = ''] = path.slice(at).split('/');
  return path.slice(path.indexOf('/node_modules/') + 1, at) + (scope.startsWith('@') ? `${scope}/${name}` : scope);
}

/** The MIT licence without whose it is: ours. */
function mit(): string {
  const text = read('LICENSE');
  return text.slice(text.indexOf('Permission is hereby granted'));
}

const urlOf = ({ homepage, repository }: Manifest): string =>
  homepage ?? (typeof repository === 'string' ? repository : (repository?.url ?? '')).replace(/^git\+/, '');

const authorOf = ({ author }: Manifest): string => (typeof author === 'string' ? author : (author?.name ?? '')).replace(/ *[<(].*/, '');

/** @throws Error for a package without a text whose licence has none here either: somebody must look */
function entry(folder: string): string {
  const manifest = JSON.parse(read(`${folder}/package.json`)) as Manifest;
  const texts = readdirSync(`${ROOT}${folder}`).filter((name) => /^(licen[sc]e|copying|notice)(\.|$)/i.test(name));
  const { name, version, license = '' } = manifest;
  const standard = STANDARD[license];
  if (texts.length === 0 && standard === undefined && license !== 'MIT') throw new Error(`${name} ${version} (${license}) brings no licence text`);
  const owner = authorOf(manifest) || `the authors of ${name}`;
  const body =
    texts.length > 0 ? texts.map((file) => readLicense(`${folder}/${file}`)) : [`Copyright (c) ${owner}`, standard === undefined ? mit() : read(standard)];
  return [`${name} ${version} · ${license}`, urlOf(manifest), ...body, ...(name === WASM ? [read('scripts/binary-notices.txt')] : [])].join('\n\n');
}

export function licenseText(folders: ReadonlySet<string>): string {
  const packages = [...folders, ...TOOLS.map((name) => `node_modules/${name}`)].filter((folder) => existsSync(`${ROOT}${folder}/package.json`));
  return [`Grokscope\n\n${read('LICENSE')}`, read('NOTICE.md'), ...[...new Set(packages)].toSorted().map(entry)].join(`\n\n${'='.repeat(80)}\n\n`);
}

/** One for the page, and one for each of its workers, which are bundled by themselves, and first. */
export function licenses(): { readonly page: () => Plugin; readonly worker: () => Plugin } {
  const folders = new Set<string>();
  const gather = (bundle: Rolldown.OutputBundle): void => {
    for (const output of Object.values(bundle)) {
      for (const id of output.type === 'chunk' ? Object.keys(output.modules) : output.originalFileNames) {
        const folder = packageOf(id);
        if (folder !== null) folders.add(folder);
      }
    }
  };
  return {
    worker: () => ({ name: 'grokscope-licenses-worker', generateBundle: (_options, bundle) => gather(bundle) }),
    page: () => ({
      name: 'grokscope-licenses',
      generateBundle(_options, bundle) {
        gather(bundle);
        this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: `${licenseText(folders)}\n` });
      },
    }),
  };
}
