/** `npm run -s cli -- …`: builds the command line when its sources are newer, then runs it. Only the command line writes to stdout. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, must, ROOT } from './install.mjs';

function newest(path) {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}

ensureInstalled();
const bundle = join(ROOT, 'dist/cli/main.js');
const built = statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sources = ['src/engine', 'src/cli', 'scripts', 'vite.cli.config.ts', 'package-lock.json'].map((name) => join(ROOT, name));
if (Math.max(...sources.map(newest)) > built)
  must(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'error']);
await import(pathToFileURL(bundle).href);
