/** A number: a text field that takes what it can and says what it cannot, and a slider that only stops where it makes sense. */
import { useState, type KeyboardEvent } from 'react';
import type { NumberParameter, Value } from '../../engine/parameters.ts';
import { isComposing } from '../parts/composing.ts';
import { nextStop, stopsOf } from './slider.ts';
import { StopSlider } from './StopSlider.tsx';

interface Props {
  readonly id: string;
  /** What the slider is called. */
  readonly name: string;
  /** What the word that may stand in place of the number means. */
  readonly wordLabel: string | undefined;
  readonly parameter: NumberParameter;
  readonly value: Value;
  /** Typed and not valid; undefined while there is none. */
  readonly draft: string | undefined;
  readonly describedBy: string;
  readonly onSet: (raw: string | number) => void;
  readonly onWithdraw: () => void;
}

export function NumberField({ id, name, wordLabel, parameter, value, draft, describedBy, onSet, onWithdraw }: Props) {
  /** What is being typed: nothing is taken before Enter or leaving the field, so that 0.003 is not 0 on its way. */
  const [typing, setTyping] = useState<string | null>(null);
  /** Where the slider is while it is dragged. */
  const [dragged, setDragged] = useState<number | null>(null);
  const stops = stopsOf(parameter);
  const number = typeof value === 'number' ? value : null;

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
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && stops !== null && number !== null) {
      event.preventDefault();
      setTyping(null);
      onSet(nextStop(stops, number, event.key === 'ArrowUp' ? 1 : -1));
    }
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
          value={typing ?? shown}
          aria-invalid={draft !== undefined}
          aria-describedby={describedBy}
          onChange={(event) => setTyping(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={commit}
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
