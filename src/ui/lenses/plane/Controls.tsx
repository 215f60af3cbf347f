/** The pair that is looked at, which sums are drawn, and how tokens are joined. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaneShown } from '../../../engine/looks/plane/question.ts';
import { Segmented } from '../../parts/Segmented.tsx';
import { JOINS, SUMS, type Chosen, type Join, type Sums } from './view.ts';
import type { PlaneWords } from './words.ts';

interface TokenProps {
  readonly name: string;
  readonly token: number;
  readonly count: number;
  readonly call: (token: number) => string;
  readonly onChoose: (token: number) => void;
}

function Token({ name, token, count, call, onChoose }: TokenProps) {
  const id = useId();
  return (
    <span className="plane-choice">
      <label htmlFor={id} translate="no">
        {name}
      </label>
      <select id={id} value={token} onChange={({ target }) => onChoose(Number(target.value))}>
        {Array.from({ length: count }, (_, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- a token is its number
          <option key={i} value={i}>
            {call(i)}
          </option>
        ))}
      </select>
    </span>
  );
}

interface Props {
  readonly seen: PlaneShown;
  readonly pair: readonly [number, number];
  readonly chosen: Chosen;
  readonly words: PlaneWords;
  readonly onChoose: (chosen: Partial<Chosen>) => void;
}

export function Controls({ seen, pair, chosen: { join, sums }, words: { call }, onChoose }: Props) {
  const { t } = useTranslation();
  const count = seen.points.length / 2;
  const [a, b] = pair;
  const joins = JOINS.filter((one) => one !== 'wave' || seen.frequency !== null);
  return (
    <div className="plane-controls">
      <div className="plane-row">
        <span>{t('plane.pair')}</span>
        <Token name="a" token={a} count={count} call={call} onChoose={(token) => onChoose({ pair: [token, b] })} />
        <Token name="b" token={b} count={count} call={call} onChoose={(token) => onChoose({ pair: [a, token] })} />
      </div>
      {seen.summed && (
        <div className="plane-row">
          <span aria-hidden="true">{t('plane.sums')}</span>
          <Segmented
            label={t('plane.sums')}
            value={sums}
            choices={SUMS.map((value) => ({ value, label: t(`plane.sums_${value}`) }))}
            onChange={(value) => onChoose({ sums: value as Sums })}
          />
        </div>
      )}
      <div className="plane-row">
        <span aria-hidden="true">{t('plane.join')}</span>
        <Segmented
          label={t('plane.join')}
          value={join === 'wave' && seen.frequency === null ? 'numbers' : join}
          choices={joins.map((value) => ({ value, label: t(`plane.join_${value}`, { k: seen.frequency ?? 0 }) }))}
          onChange={(value) => onChoose({ join: value as Join })}
        />
      </div>
    </div>
  );
}
