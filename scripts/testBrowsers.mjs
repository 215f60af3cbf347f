/** `npm run test:browsers`: installs Firefox and WebKit where it can, then runs the tests that drive them. Arguments go to Vitest. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureInstalled, must, ROOT } from './install.mjs';

/** Debian's packages, and a file that each brings. */
const PACKAGES = { 'firefox-esr': '/usr/bin/firefox-esr', 'webkit2gtk-driver': '/usr/bin/WebKitWebDriver', xvfb: '/usr/bin/xvfb-run' };

ensureInstalled();
const wanted = Object.entries(PACKAGES).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
if (wanted.length > 0 && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  must('apt-get', ['update', '-qq']);
  must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], { DEBIAN_FRONTEND: 'noninteractive' });
} else if (wanted.length > 0) {
  console.error(`Not installed, and only root on Debian can have them installed here: ${wanted.join(', ')}. What is missing is skipped.`);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser', 'tests/browser/engines', ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
