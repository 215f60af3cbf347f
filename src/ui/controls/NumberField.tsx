/** A number: a text field that takes what it can and says what it cannot, and a slider that only stops where it makes sense. */
import { useState, type KeyboardEvent } from 'react';
import type { NumberParameter } from '../../engine/parameters.ts';
import { nextStop, stopsOf } from './slider.ts';
import { StopSlider } from './StopSlider.tsx';
import { useTyping, type TypedField } from './useTyping.ts';

interface Props extends TypedField {
  readonly id: string;
  /** What the slider is called. */
  readonly name: string;
  /** What the word that may stand in place of the number means. */
  readonly wordLabel: string | undefined;
  readonly parameter: NumberParameter;
  readonly describedBy: string;
  readonly onSet: (raw: string | number) => void;
}

export function NumberField({ id, name, wordLabel, parameter, value, draft, describedBy, onSet, onWithdraw }: Props) {
  const typing = useTyping({ value, draft, onSet, onWithdraw });
  /** Where the slider is while it is dragged. */
  const [dragged, setDragged] = useState<number | null>(null);
  const stops = stopsOf(parameter);
  const number = typeof value === 'number' ? value : null;

  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (!typing.press(event) || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || stops === null || number === null) return;
    event.preventDefault();
    typing.drop();
    onSet(nextStop(stops, number, event.key === 'ArrowUp' ? 1 : -1));
  };

  const shown = dragged === null ? (draft ?? String(value)) : String(dragged);
  return (
    <>
      <span className="field-value">
        {parameter.word !== undefined && (
          <button
            type="button"
            className="chip"
            aria-pressed={value === parameter.word}
            onClick={() => onSet(value === parameter.word ? ordinary(stops, parameter) : (parameter.word as string))}
          >
            {wordLabel}
          </button>
        )}
        <input
          id={id}
          className="number"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={typing.text ?? shown}
          aria-invalid={draft !== undefined}
          aria-describedby={describedBy}
          onChange={(event) => typing.type(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={typing.commit}
          onKeyDown={press}
        />
      </span>
      {stops !== null && number !== null && <StopSlider name={name} stops={stops} scale={parameter.scale} value={number} onDrag={setDragged} onSet={onSet} />}
    </>
  );
}

/** A number to start from once the word is let go of: the middle of the slider. */
function ordinary(stops: readonly number[] | null, { min }: NumberParameter): number {
  return stops?.[Math.floor(stops.length / 2)] ?? min;
}
