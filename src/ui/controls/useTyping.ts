/** What is being typed into a field: nothing is taken before Enter or leaving it, so that 0.003 is not 0 on its way. Escape gives it up. */
import { useState, type KeyboardEvent } from 'react';
import type { Value } from '../../engine/parameters.ts';
import { isComposing } from '../parts/composing.ts';

export interface TypedField {
  readonly value: Value;
  /** Typed and not valid; undefined while there is none. */
  readonly draft: string | undefined;
  readonly onSet: (raw: string) => void;
  readonly onWithdraw: () => void;
}

export interface Typing {
  /** Null while nothing is. */
  readonly text: string | null;
  type(text: string): void;
  commit(): void;
  /** What stands there is another's doing. */
  drop(): void;
  /** Takes or gives up. Returns whether the key is still anybody's: those of an input method are its own. */
  press(event: KeyboardEvent): boolean;
}

export function useTyping({ value, draft, onSet, onWithdraw }: TypedField): Typing {
  const [text, setText] = useState<string | null>(null);
  const drop = (): void => setText(null);
  const commit = (): void => {
    if (text !== null && text !== (draft ?? String(value))) onSet(text);
    drop();
  };
  const press = (event: KeyboardEvent): boolean => {
    if (isComposing(event)) return false;
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') {
      // It is for this field, where there is something to give up.
      if (text !== null || draft !== undefined) event.preventDefault();
      drop();
      onWithdraw();
    } else return true;
    return false;
  };
  return { text, type: setText, commit, drop, press };
}
