/**
 * Compiles the SIMD kernels (AssemblyScript) when a bundle or a test asks for `virtual:grokscope-kernels`, once with relaxed SIMD and once
 * without. Results are kept in node_modules/.cache under a hash of the sources, the compiler's version and its flags.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const VIRTUAL = 'virtual:grokscope-kernels';
const RESOLVED = `\0${VIRTUAL}`;
const SOURCES = fileURLToPath(new URL('../src/engine/backend/wasm/assembly/', import.meta.url));
const CACHE = fileURLToPath(new URL('../node_modules/.cache/grokscope-kernels/', import.meta.url));

// The memory is TF.js's: no runtime, no memory of our own, nothing placed in it.
const FLAGS = ['--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noExportMemory'];
const BUILDS = { relaxed: ['--enable', 'relaxed-simd'], simd: [] } as const;
type Build = keyof typeof BUILDS;

function sources(): Map<string, string> {
  const files = readdirSync(SOURCES).filter((name) => name.endsWith('.ts'));
  return new Map(files.sort().map((name) => [name, readFileSync(SOURCES + name, 'utf8')]));
}

async function compile(build: Build, files: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const output = new Map<string, string | Uint8Array>();
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main(['index.ts', ...FLAGS, ...BUILDS[build], '--outFile', 'kernels.wasm'], {
    readFile: (name) => files.get(name) ?? null,
    writeFile: (name, contents) => void output.set(name, contents),
    listFiles: () => [],
    stderr,
  });
  const binary = output.get('kernels.wasm');
  if (error !== null || !(binary instanceof Uint8Array)) throw new Error(`the ${build} kernels do not compile:\n${stderr.toString()}`);
  return binary;
}

async function cached(build: Build): Promise<Uint8Array> {
  const files = sources();
  const key = createHash('sha256')
    .update(JSON.stringify([asc.version, FLAGS, BUILDS[build], [...files]]))
    .digest('hex')
    .slice(0, 16);
  const path = `${CACHE}${build}-${key}.wasm`;
  try {
    return readFileSync(path);
  } catch {
    const binary = await compile(build, files);
    mkdirSync(CACHE, { recursive: true });
    // Test workers may compile at the same time: none may read half a file.
    const own = `${path}.${process.pid}`;
    writeFileSync(own, binary);
    renameSync(own, path);
    return binary;
  }
}

export function kernels(): Plugin {
  return {
    name: 'grokscope-kernels',
    resolveId: (id) => (id === VIRTUAL ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null;
      for (const name of sources().keys()) this.addWatchFile(SOURCES + name);
      const lines = [`const decode = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));`];
      for (const build of Object.keys(BUILDS) as Build[]) {
        const binary = await cached(build);
        lines.push(`export const ${build} = /* @__PURE__ */ decode('${Buffer.from(binary).toString('base64')}');`);
      }
      return lines.join('\n');
    },
  };
}
