/** How components come by what the page is made of. */
import { createContext, useContext } from 'react';
import type { Page } from '../store/page.ts';

const PageContext = createContext<Page | null>(null);

export const PageProvider = PageContext.Provider;

/** @throws Error outside a page. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('no page around this component');
  return page;
}
