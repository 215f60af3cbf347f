/** Puts the page before the reader's eyes: language, theme, and then React. */
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import type { Page } from '../store/page.ts';
import { App } from './App.tsx';
import { firstLanguage, startI18n } from './i18n/index.ts';
import { Speaking } from './i18n/Speaking.tsx';
import { PageProvider } from './page.tsx';
import { keepFocus } from './parts/keepFocus.ts';
import { WholePage } from './parts/pageParts.tsx';
import { followTheme } from './theme.ts';
// Behind the styles of every part, so that rules of equal weight win.
import './forced.css';
import './print.css';

export function mount(page: Page): void {
  startI18n(firstLanguage(page.preferences));
  followTheme(page.preferences);
  const root = document.getElementById('root');
  if (root === null) return;
  // Menus and dialogs stand beside the page's root.
  keepFocus(document.body, 'run');
  const react = createRoot(root);
  // In slices: the first picture is the largest, and a slow machine would be deaf to its reader meanwhile.
  startTransition(() =>
    react.render(
      <StrictMode>
        <Speaking>
          <PageProvider value={page}>
            <WholePage>
              <App />
            </WholePage>
          </PageProvider>
        </Speaking>
      </StrictMode>,
    ),
  );
}
