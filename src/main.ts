/** Starts the page: what the link asks for, and then its looks, which are asked for at once and stand in a task of their own. */
import { consoleOf } from './store/console.ts';
import { tellFaults } from './store/faults.ts';
import { createPage } from './store/page.ts';
import { followAddress, keepAddress } from './store/url.ts';
import './ui/theme.css';
import './ui/page.css';

const looks = import('./ui/mount.tsx');

const page = createPage();
Object.assign(window, { grokscope: consoleOf(page) });

function follow(hash: string, first: boolean): void {
  const problems = followAddress(page, hash);
  page.notices.setState({ badLink: problems.length === 0 ? null : { problems, first } });
}

follow(location.hash, true);
// What the reader went to: by now the page may have written its own address over it.
window.addEventListener('hashchange', ({ newURL }) => follow(new URL(newURL).hash, false));
keepAddress(page);
tellFaults(window, page.notices);

/** The worker loads TF.js and opens its backend while nobody waits for it. Safari has no idle callbacks. */
function warm(): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(() => page.bench.warm(), { timeout: 2000 });
  else setTimeout(() => page.bench.warm(), 500);
}

// Where it does not come, index.html hears of the rejection and says so.
void looks.then(({ mount }) => {
  mount(page);
  warm();
});
