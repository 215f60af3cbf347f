/** `npm run bench` and its kin: bundles bench/NAME.ts for Node and runs it with the remaining arguments. */
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { viteBuild } from './builds.mjs';
import { ensureInstalled, ROOT } from './install.mjs';

ensureInstalled();
const [name, ...args] = process.argv.slice(2);
const ofPage = ['page', 'hands', 'live', 'rewind', 'redraw', 'library'].includes(name);
if (ofPage || name === 'browser') process.env.GROKSCOPE_BROWSER = await ensureBrowser();
if (ofPage) viteBuild([]);
if (name === 'browser') viteBuild(['--config', 'bench/vite.config.ts']);
viteBuild(['--config', 'vite.cli.config.ts', '--ssr', `bench/${name}.ts`, '--outDir', `dist/bench/${name}`]);
process.argv = [process.argv[0], process.argv[1], ...args];
await import(pathToFileURL(`${ROOT}dist/bench/${name}/main.js`).href);
