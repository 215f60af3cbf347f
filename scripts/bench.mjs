/** `npm run bench` and its kin: bundles bench/NAME.ts for Node and runs it with the remaining arguments. */
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, must, ROOT } from './install.mjs';

ensureInstalled();
const [name, ...args] = process.argv.slice(2);
const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'];
if (name === 'page' || name === 'browser') process.env.GROKSCOPE_BROWSER = await ensureBrowser();
if (name === 'page') must(process.execPath, vite);
if (name === 'browser') must(process.execPath, [...vite, '--config', 'bench/vite.config.ts']);
must(process.execPath, [...vite, '--config', 'vite.cli.config.ts', '--ssr', `bench/${name}.ts`, '--outDir', `dist/bench/${name}`]);
process.argv = [process.argv[0], process.argv[1], ...args];
await import(pathToFileURL(`${ROOT}dist/bench/${name}/main.js`).href);
