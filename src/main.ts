/** Starts the page: what the link asks for, and then its looks. Each part in a task of its own: a slow machine would be deaf to its reader meanwhile. */
import { consoleOf } from './store/console.ts';
import { tellFaults } from './store/faults.ts';
import { comeBack } from './store/library/visit.ts';
import { broughtTo } from './store/notices.ts';
import { createPage, type Page } from './store/page.ts';
import { keepRequest } from './store/requested.ts';
import { followAddress, keepAddress, writeAddress } from './store/url.ts';
import { LENSES } from './ui/lenses/index.ts';
import { createTurn } from './worker/turn.ts';
import './ui/theme.css';
import './ui/page.css';

const looks = import('./ui/mount.tsx');
const turn = createTurn();

/** Whether this page was here before. */
function cameBack(): boolean {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visit?.type === 'reload' || visit?.type === 'back_forward';
}

function follow(page: Page, hash: string, first: boolean): void {
  const { taken, problems } = followAddress(
    page,
    hash,
    LENSES.map(({ id }) => id),
  );
  // Who comes back to a page knows what is in it.
  page.notices.setState({
    badLink: problems.length === 0 ? null : { problems, first, taken },
    brought: !taken || (first && cameBack()) ? [] : broughtTo(page),
  });
  // What cannot be read is told once, and not again with every reload; nor is it given to others.
  if (problems.length > 0) writeAddress(page);
}

/** What goes on is written at once when the page is put away, and where it cannot be, the reader is asked first. */
function keepAll({ library }: Page): void {
  window.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') library.close();
  });
  window.addEventListener('pagehide', () => library.close());
  window.addEventListener('beforeunload', (event) => {
    if (library.wouldLose()) event.preventDefault();
  });
}

/** The worker loads TF.js and opens its backend while nobody waits for it. Safari has no idle callbacks. */
function warm(page: Page): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(() => page.bench.warm(), { timeout: 2000 });
  else setTimeout(() => page.bench.warm(), 500);
}

async function start(): Promise<void> {
  await turn();
  const page = createPage();
  Object.assign(window, { grokscope: consoleOf(page) });
  await turn();
  keepRequest(page.bench);
  const bare = location.hash.length <= 1;
  follow(page, location.hash, true);
  // What the reader went to: by now the page may have written its own address over it.
  window.addEventListener('hashchange', ({ newURL }) => follow(page, new URL(newURL).hash, false));
  keepAddress(page);
  void page.ownFiles.load();
  tellFaults(window, page.notices);
  const { mount } = await looks;
  await turn();
  mount(page);
  keepAll(page);
  warm(page);
  await turn();
  await comeBack(page, bare, cameBack());
}

// Where something of it does not come, index.html hears of the rejection and says so.
void start();
