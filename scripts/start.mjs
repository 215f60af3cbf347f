/** `npm start`: installs if needed, builds the page, serves it and prints the address. PORT and HOST say where. */
import { createServer } from 'node:net';
import { built } from './builds.mjs';
import { die, dieOf } from './fault.mjs';
import { ensureInstalled, ROOT } from './install.mjs';

const USUAL = 4173;

/** The port that was asked for; null where none was, and then the usual one or the next that is free will do. */
function portOf(text) {
  if (text === undefined || text === '') return null;
  if (!/^\d+$/.test(text) || Number(text) > 65535) die(`PORT=${text}: a port is a whole number from 0 to 65535; 0 takes any that is free`, 2);
  return Number(text);
}

/** Vite would say less clearly why it cannot listen. */
function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => server.close(resolve));
  });
}

process.stdout.on('error', (error) => dieOf(error, 'output: '));
const port = portOf(process.env.PORT);
const host = process.env.HOST || 'localhost';
await tryPort(port ?? 0, host).catch((error) => {
  if (error.code === 'EADDRINUSE') die(`PORT=${port}: it is in use on ${host}; leave PORT out or say PORT=0 for one that is free`, 5);
  dieOf(error, `HOST=${host}${port === null ? '' : ` PORT=${port}`}: `);
});

ensureInstalled();
const folder = built('page');
const { preview } = await import('vite');
const server = await preview({
  root: ROOT,
  build: { outDir: folder },
  preview: { port: port ?? USUAL, strictPort: port !== null, host },
  logLevel: 'warn',
}).catch((error) => die(error.message, 5));
const { local = [], network = [] } = server.resolvedUrls ?? {};
const [address = `http://${host}:${port ?? USUAL}/`] = [...local, ...network];
console.log(`Grokscope is at ${address}  (Ctrl+C ends it)`);
