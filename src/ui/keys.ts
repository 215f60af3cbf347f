/** The page's keys. They keep out of the way of typing, of buttons, and of dialogs. */
import { useEffect } from 'react';
import { usePage } from './page.tsx';

const TYPING = 'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [role=combobox], [contenteditable=true]';
/** Where Space already means something. */
const PRESSABLE = 'button, a[href], summary, input, select, textarea, [role=combobox], [role=checkbox], [role=option], [contenteditable=true]';
const OVERLAY = '[role=dialog][data-state=open], [role=listbox]';

export function useKeys(onHelp: () => void): void {
  const { actions, preferences } = usePage();
  useEffect(() => {
    const does: Readonly<Record<string, () => void>> = {
      ' ': actions.toggle,
      '.': actions.step,
      r: actions.reset,
      n: actions.newSeed,
      l: () => preferences.setState(({ axis }) => ({ axis: axis === 'log' ? 'linear' : 'log' })),
      '?': onHelp,
    };
    const press = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      const action = Object.hasOwn(does, key) ? does[key] : undefined;
      if (action === undefined || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      // Holding a key repeats steps, and nothing else.
      if (event.repeat && key !== '.') return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(key === ' ' ? PRESSABLE : TYPING) || document.querySelector(OVERLAY) !== null) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [actions, onHelp, preferences]);
}
