/** A handful of examples to choose from, each with what becomes of it at this radius. */
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { SETS, type ExampleSet } from '../../../engine/data/dataset.ts';
import { FATES, type SampleSeen } from '../../../engine/looks/adversarial/question.ts';
import type { Seen } from '../../../store/viewer.ts';
import { usePage } from '../../page.tsx';
import { Drawn } from '../examples/Drawn.tsx';
import { Pixels } from '../examples/Pixels.tsx';
import { rowsOf, type Row } from '../examples/rows.ts';
import { viewOf } from './view.ts';

const SIGNS = { stood: '✓', fell: '↯', wrong: '✗' } as const;
/** Letters of a text. */
const LETTERS = 60;

interface Props {
  readonly offer: Seen<'examples'>;
  /** null as long as nothing is known of the sample. */
  readonly sample: SampleSeen | null;
}

interface ItemProps {
  readonly name: string;
  readonly set: ExampleSet;
  readonly row: Row;
  readonly words: string;
  readonly offer: Seen<'examples'>;
  readonly fate: (typeof FATES)[number] | null;
}

function Item({ name, set, row, words, offer, fate }: ItemProps) {
  const { t } = useTranslation();
  const { asked } = viewOf(usePage());
  const chosen = useStore(asked, (state) => state.set === set && state.index === row.id);
  const { shape } = offer.answer;
  const of = { set: t(`fool.${set}`), name: words };
  const label =
    fate === null ? t('fool.item', of) : fate === 'stood' ? t('fool.itemStood', of) : fate === 'fell' ? t('fool.itemFell', of) : t('fool.itemWrong', of);
  return (
    <label className={`fool-item ${set}`}>
      <input type="radio" name={name} aria-label={label} checked={chosen} onChange={() => asked.setState({ set, index: row.id })} />
      <span className="fool-thumb">
        {shape.kind === 'vectors' && shape.image !== null ? (
          <Pixels values={row.input} {...shape.image} domain={shape.domain ?? [0, 1]} />
        ) : row.draw === null ? (
          <span className="fool-question" translate="no">
            {words}
          </span>
        ) : (
          <Drawn name={words} draw={row.draw} />
        )}
        <span className="fool-fate" aria-hidden="true">
          {fate === null ? '' : SIGNS[fate]}
        </span>
      </span>
    </label>
  );
}

export function Chooser({ offer, sample }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const { answer, config } = offer;
  const sets = useMemo(
    () =>
      SETS.map((set) => ({
        set,
        rows: rowsOf(answer[set].first, config.task, answer.names).map((row) => ({
          row,
          words:
            answer[set].written?.[row.id]
              ?.map(({ text }) => text)
              .join('')
              .slice(0, LETTERS) ?? row.question,
        })),
      })),
    [answer, config.task],
  );
  return (
    <fieldset className="fool-chooser">
      <legend>{t('fool.choose')}</legend>
      {sets.map(({ set, rows }) => (
        <div key={set} className="fool-set">
          <span className="fool-set-name" style={{ color: `var(--${set}-ink)` }}>
            {t(`fool.${set}`)}
          </span>
          {rows.map(({ row, words }) => (
            <Item key={row.id} name={name} set={set} row={row} words={words} offer={offer} fate={fateOf(sample, set, row.id)} />
          ))}
        </div>
      ))}
    </fieldset>
  );
}

function fateOf(sample: SampleSeen | null, set: ExampleSet, index: number): (typeof FATES)[number] | null {
  const fate = sample?.[set].fates[index];
  return fate === undefined ? null : (FATES[fate] ?? null);
}
