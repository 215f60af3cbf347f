/** Renders what stands in a page. */
import { render, type RenderResult } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { createPage, type Page } from '../../src/store/page.ts';
import { PageProvider } from '../../src/ui/page.tsx';

export function renderInPage(children: ReactNode, page: Page = createPage()): RenderResult & { readonly page: Page } {
  return Object.assign(
    render(children, {
      wrapper: ({ children: inside }) => (
        <PageProvider value={page}>
          <Tooltip.Provider>{inside}</Tooltip.Provider>
        </PageProvider>
      ),
    }),
    { page },
  );
}
