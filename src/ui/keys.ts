/** The page's keys. They keep out of the way of typing, of buttons, and of dialogs. */
import { useEffect } from 'react';
import { usePage } from './page.tsx';
import { isComposing } from './parts/composing.ts';

const TYPING = 'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [role=combobox], [contenteditable=true]';
/** Where Space already means something. */
const PRESSABLE = 'button, a[href], summary, input, select, textarea, [role=combobox], [role=checkbox], [role=option], [contenteditable=true]';
const OVERLAY = '[role=dialog][data-state=open], [role=listbox], [role=menu], [role=alertdialog]';

/** Keys by where they stand on the board, for layouts whose own letters are not Latin. */
const BY_PLACE: Readonly<Record<string, string>> = { KeyR: 'r', KeyN: 'n', KeyL: 'l', Period: '.' };

/** What a key stands for: the character it writes where that is Latin, so that Dvorak's R is R; else the one that stands there on a Latin board. */
export function characterOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  // Named keys have longer names; Latin letters end at U+024F.
  if (key.length !== 1 || key < '\u0250') return key.toLowerCase();
  return code === 'Slash' && shiftKey ? '?' : (BY_PLACE[code] ?? key);
}

export function useKeys(onHelp: () => void): void {
  const { actions, moment, preferences } = usePage();
  useEffect(() => {
    const does: Readonly<Record<string, () => void>> = {
      ' ': actions.toggle,
      '.': actions.step,
      r: actions.reset,
      n: actions.newSeed,
      l: () => preferences.setState(({ axis }) => ({ axis: axis === 'log' ? 'linear' : 'log' })),
      '?': onHelp,
    };
    /** Where Escape means nothing else, it leads back from a moment of the past. It is no shortcut of one letter: it works where those are off. */
    const back = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event) || moment.store.getState().step === null) return;
      if (document.querySelector(`${OVERLAY}, .sheet:not([hidden])`) === null) moment.goTo(null);
    };
    const press = (event: KeyboardEvent): void => {
      if (!preferences.getState().shortcuts) return;
      const key = characterOf(event);
      const action = Object.hasOwn(does, key) ? does[key] : undefined;
      if (action === undefined || event.defaultPrevented || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      // Holding a key repeats steps, and nothing else.
      if (event.repeat && key !== '.') return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(key === ' ' ? PRESSABLE : TYPING) || document.querySelector(OVERLAY) !== null) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', back);
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', back);
      document.removeEventListener('keydown', press);
    };
  }, [actions, moment, onHelp, preferences]);
}
