/** `npm start`: installs if needed, builds the page, serves it and prints the address. */
import { ensureInstalled, must, ROOT } from './install.mjs';

ensureInstalled();
must(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
const { preview } = await import('vite');
const port = Number(process.env.PORT ?? 4173);
const server = await preview({ root: ROOT, preview: { port, host: process.env.HOST ?? 'localhost' }, logLevel: 'warn' });
const [address] = server.resolvedUrls?.local ?? [];
console.log(`Grokscope is at ${address ?? `http://localhost:${port}/`}  (Ctrl+C ends it)`);
