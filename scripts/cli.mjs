/** `npm run -s cli -- …`: builds the command line when its sources have changed, then runs it. Only the command line writes to stdout. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { built } from './builds.mjs';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
await import(pathToFileURL(join(built('cli'), 'main.js')).href);
