/** Local complexity of examples one by one: each with its picture or question, its number, and a bar as long as it is large. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SETS } from '../../../engine/data/dataset.ts';
import type { ComplexitySeen } from '../../../engine/looks/complexity/question.ts';
import type { Seen } from '../../../store/viewer.ts';
import { Drawn } from '../examples/Drawn.tsx';
import { Pixels } from '../examples/Pixels.tsx';
import { rowsOf } from '../examples/rows.ts';
import { foldsIn, mostOf } from './view.ts';

interface Props {
  readonly seen: ComplexitySeen;
  readonly offer: Seen<'examples'>;
  readonly layer: number | null;
}

/** Letters of a text. */
const LETTERS = 60;

export function Points({ seen, offer: { answer, config }, layer }: Props) {
  const { t } = useTranslation();
  const { shape } = answer;
  const rows = useMemo(
    () => ({ train: rowsOf(answer.train.first, config.task, answer.names), val: rowsOf(answer.val.first, config.task, answer.names) }),
    [answer, config.task],
  );
  const values = { train: foldsIn(seen.train.counts, seen.layers, layer), val: foldsIn(seen.val.counts, seen.layers, layer) };
  const most = Math.max(mostOf(values.train), mostOf(values.val));
  return (
    <div className="folds-points">
      {SETS.map((set) => (
        <section key={set}>
          <h3 style={{ color: `var(--${set}-ink)` }}>{t(`folds.${set}`)}</h3>
          <ul className={shape.kind === 'vectors' && shape.image !== null ? 'folds-grid' : 'folds-list'}>
            {rows[set].slice(0, values[set].length).map(({ id, input, question, draw }) => {
              const words =
                answer[set].written?.[id]
                  ?.map(({ text }) => text)
                  .join('')
                  .slice(0, LETTERS) ?? question;
              const value = values[set][id] as number;
              return (
                <li key={id}>
                  {shape.kind === 'vectors' && shape.image !== null ? (
                    <Pixels values={input} {...shape.image} domain={shape.domain ?? [0, 1]} />
                  ) : draw === null ? (
                    <span className="folds-question" translate="no">
                      {words}
                    </span>
                  ) : (
                    <Drawn name={words} draw={draw} />
                  )}
                  <span className="folds-bar" aria-hidden="true">
                    <i className={set} style={{ width: `${(100 * value) / most}%` }} />
                  </span>
                  <b>{String(value)}</b>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
