/** A line of text in a small language of its own: taken with Enter or on leaving the field, and what it cannot be stays as it was typed. */
import type { LineParameter } from '../../engine/parameters.ts';
import { useTyping, type TypedField } from './useTyping.ts';

interface Props extends TypedField {
  readonly id: string;
  readonly parameter: LineParameter;
  readonly describedBy: string;
}

export function LineField({ id, parameter, value, draft, describedBy, onSet, onWithdraw }: Props) {
  const typing = useTyping({ value, draft, onSet, onWithdraw });
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
        value={typing.text ?? draft ?? String(value)}
        aria-invalid={draft !== undefined}
        aria-describedby={describedBy}
        onChange={(event) => typing.type(event.target.value)}
        onBlur={typing.commit}
        onKeyDown={typing.press}
      />
      <datalist id={`${id}-suggestions`}>
        {parameter.suggestions.map((suggestion) => (
          <option key={suggestion}>{suggestion}</option>
        ))}
      </datalist>
    </>
  );
}
