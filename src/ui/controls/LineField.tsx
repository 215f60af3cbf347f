/** A line of text in a small language of its own: taken with Enter or on leaving the field, and what it cannot be stays as it was typed. */
import { useState, type KeyboardEvent } from 'react';
import type { LineParameter, Value } from '../../engine/parameters.ts';
import { isComposing } from '../parts/composing.ts';

interface Props {
  readonly id: string;
  readonly parameter: LineParameter;
  readonly value: Value;
  /** Typed and not valid; undefined while there is none. */
  readonly draft: string | undefined;
  readonly describedBy: string;
  readonly onSet: (raw: string) => void;
  readonly onWithdraw: () => void;
}

export function LineField({ id, parameter, value, draft, describedBy, onSet, onWithdraw }: Props) {
  const [typing, setTyping] = useState<string | null>(null);

  const commit = (): void => {
    if (typing !== null && typing !== (draft ?? String(value))) onSet(typing);
    setTyping(null);
  };

  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event)) return;
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') {
      setTyping(null);
      onWithdraw();
    }
  };

  return (
    <>
      <input
        id={id}
        className="line"
        type="text"
        list={`${id}-suggestions`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={typing ?? draft ?? String(value)}
        aria-invalid={draft !== undefined}
        aria-describedby={describedBy}
        onChange={(event) => setTyping(event.target.value)}
        onBlur={commit}
        onKeyDown={press}
      />
      <datalist id={`${id}-suggestions`}>
        {parameter.suggestions.map((suggestion) => (
          <option key={suggestion}>{suggestion}</option>
        ))}
      </datalist>
    </>
  );
}
