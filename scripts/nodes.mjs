/** `npm run test:nodes`: the tests of the command line on every Node that is supported, as the npm package `node` brings it. */
import { spawnSync } from 'node:child_process';
import { ensureInstalled, ROOT } from './install.mjs';

const SUPPORTED = [20, 22, 24];

ensureInstalled();
const failed = SUPPORTED.filter((major) => {
  console.log(`Node ${major}:`);
  const args = ['--yes', `node@${major}`, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'cli', ...process.argv.slice(2)];
  return spawnSync('npx', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0;
});
console.log(failed.length === 0 ? `passed on Node ${SUPPORTED.join(', ')}` : `failed on Node ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
