/** Gives the focus back to whatever had it before a dialog opened, where no trigger of the dialog's own does. */
import { useRef } from 'react';

interface Returning {
  onOpenAutoFocus(): void;
  onCloseAutoFocus(event: Event): void;
}

export function useOpener(): Returning {
  const opener = useRef<Element | null>(null);
  return {
    onOpenAutoFocus() {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus(event) {
      if (!(opener.current instanceof HTMLElement) || opener.current === document.body) return;
      event.preventDefault();
      opener.current.focus();
    },
  };
}
