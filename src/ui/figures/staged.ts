/** Drawings of the page on paper: made once more beside it, out of sight, in light colours and at the size of a figure. */
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Markup } from '../../figures/markup.ts';
import { plainOf } from './plain.ts';

interface Drawing {
  readonly markup: Markup;
  readonly height: number;
}

/** An element out of sight in which the tokens are those of paper. Whoever makes it removes it. */
function paper(className: string): HTMLElement {
  const host = document.createElement('div');
  host.className = `on-paper ${className}`;
  host.inert = true;
  host.style.setProperty('--paper', '#ffffff');
  document.body.append(host);
  return host;
}

/** @param className of what gives the drawing its looks on the page. @param prefix of ids in it. @returns every SVG in it, in order */
export function drawingsOf(node: ReactNode, className: string, prefix = className): Drawing[] {
  const host = paper(className);
  const root = createRoot(host);
  try {
    flushSync(() => root.render(node));
    return [...host.querySelectorAll('svg')].map((svg, i) => ({ markup: plainOf(svg, `${prefix}-${i}`), height: Number(svg.getAttribute('height')) }));
  } finally {
    root.unmount();
    host.remove();
  }
}
