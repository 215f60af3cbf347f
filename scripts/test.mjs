/** `npm test`: installs if needed, finds or installs a browser and a Redis server, then runs every check and every test. Arguments go to Vitest. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, must, ROOT } from './install.mjs';
import { ensureRedis } from './redis.mjs';
import { slowest, verdict } from './verdict.mjs';

ensureInstalled();
const browser = await ensureBrowser();
const redis = ensureRedis();
const args = process.argv.slice(2);
if (args.length === 0) must('npm', ['run', '--silent', 'check']);

const report = `${ROOT}node_modules/.cache/grokscope/tests.json`;
rmSync(report, { force: true });
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...args],
  {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, GROKSCOPE_BROWSER: browser, ...(redis === null ? {} : { GROKSCOPE_REDIS_SERVER: redis }) },
  },
);
if (existsSync(report)) {
  const told = JSON.parse(readFileSync(report, 'utf8'));
  console.log(slowest(told));
  console.log(verdict(told));
}
process.exit(status ?? 1);
