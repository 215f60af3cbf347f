/**
 * Stands in for react-style-singleton, by which Radix keeps the page from scrolling under a dialog: that writes a <style> into the page, which
 * its policy forbids. A constructed sheet is no inline style.
 */
import { useEffect } from 'react';

/** @returns a component: the sheet holds while at least one of it is mounted */
export function styleSingleton(): (props: { readonly styles: string }) => null {
  let users = 0;
  let sheet: CSSStyleSheet | null = null;

  const add = (styles: string): void => {
    if (users++ > 0) return;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const remove = (): void => {
    if (--users > 0) return;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };

  return function Sheet({ styles }) {
    useEffect(() => {
      add(styles);
      return remove;
    }, [styles]);
    return null;
  };
}
