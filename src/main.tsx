/** Starts the page: language, theme, what the link asks for, and then React. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readerConsole } from './store/console.ts';
import { followAddress, keepAddress } from './store/url.ts';
import { App } from './ui/App.tsx';
import { startI18n } from './ui/i18n/index.ts';
import { showBadLink } from './ui/Notices.tsx';
import { followTheme } from './ui/theme.ts';
import './ui/theme.css';
import './ui/page.css';

Object.assign(window, { grokscope: readerConsole });
startI18n();
followTheme();

function follow(first: boolean): void {
  const problems = followAddress();
  showBadLink(problems.length === 0 ? null : { problems, first });
}

follow(true);
window.addEventListener('hashchange', () => follow(false));
keepAddress();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
