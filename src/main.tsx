/** Starts the page: language, theme, what the link asks for, and then React. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { consoleOf } from './store/console.ts';
import { createPage } from './store/page.ts';
import { followAddress, keepAddress } from './store/url.ts';
import { App } from './ui/App.tsx';
import { firstLanguage, startI18n } from './ui/i18n/index.ts';
import { PageProvider } from './ui/page.tsx';
import { WholePage } from './ui/parts/pageParts.tsx';
import { followTheme } from './ui/theme.ts';
import './ui/theme.css';
import './ui/page.css';

const page = createPage();
Object.assign(window, { grokscope: consoleOf(page) });
startI18n(firstLanguage(page.preferences));
followTheme(page.preferences);

function follow(first: boolean): void {
  const problems = followAddress(page);
  page.notices.setState({ badLink: problems.length === 0 ? null : { problems, first } });
}

follow(true);
window.addEventListener('hashchange', () => follow(false));
keepAddress(page);

/** The worker loads TF.js and opens its backend while nobody waits for it. Safari has no idle callbacks. */
if ('requestIdleCallback' in window) window.requestIdleCallback(() => page.bench.warm(), { timeout: 2000 });
else setTimeout(() => page.bench.warm(), 500);

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <PageProvider value={page}>
        <WholePage>
          <App />
        </WholePage>
      </PageProvider>
    </StrictMode>,
  );
}
