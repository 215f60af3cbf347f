/** A choice: side by side where it fits, else a list. */
import type { ChoiceParameter, Value } from '../../engine/parameters.ts';
import { useLanguage, useText } from '../i18n/useText.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { fitsInRow } from './words.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly parameter: ChoiceParameter;
  readonly value: Value;
  readonly describedBy: string;
  readonly onSet: (value: string) => void;
}

export function ChoiceField({ id, name, parameter, value, describedBy, onSet }: Props) {
  const text = useText();
  const language = useLanguage();
  const choices = parameter.choices.map((choice) => ({ value: choice.value, label: text(choice.label) }));
  if (
    fitsInRow(
      choices.map(({ label }) => label),
      language,
    )
  ) {
    return <Segmented label={name} value={String(value)} choices={choices} onChange={onSet} describedBy={describedBy} />;
  }
  return (
    <select id={id} className="select" value={String(value)} aria-label={name} aria-describedby={describedBy} onChange={(event) => onSet(event.target.value)}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
