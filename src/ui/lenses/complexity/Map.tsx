/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a map: role «application», moved by keys */
/** Local complexity of every pair as a table: a downwards, b to the right; a cell is read by pointer or arrow keys. */
import { useMemo, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ComplexitySeen, FoldTable } from '../../../engine/looks/complexity/question.ts';
import { usePage } from '../../page.tsx';
import { PairImage } from '../pairs/PairImage.tsx';
import { useRamp } from '../pairs/useRamp.ts';
import { cellAfter } from '../parts/tablePlace.ts';
import { Scale } from './Scale.tsx';
import { foldsIn, levelsIn, mostOf, pairAt, viewOf } from './view.ts';
import { layerName } from './words.ts';

interface Props {
  readonly seen: ComplexitySeen;
  readonly table: FoldTable;
  readonly layer: number | null;
  /** Writes a question. */
  readonly write: (tokens: readonly number[]) => string;
}

export function Map({ seen, table, layer, write }: Props) {
  const { t } = useTranslation();
  const { chosen } = viewOf(usePage());
  const pointed = useStore(chosen, (state) => state.cell);
  const ramp = useRamp();
  const { size, stride, counts, told } = table;
  const order = useMemo(() => Int32Array.from({ length: size }, (_, e) => e), [size]);
  const values = useMemo(() => foldsIn(counts, seen.layers, layer), [counts, seen.layers, layer]);
  const most = mostOf(values);
  const levels = useMemo(() => levelsIn(values, most), [values, most]);
  const cell = pointed !== null && pointed < size ** 2 ? pointed : null;
  const point = (at: number | null): void => chosen.setState({ cell: at });
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = cellAfter(event.key, cell ?? 0, size);
    if (next === null) return;
    event.preventDefault();
    point(next);
  };
  const reading = (): string => {
    if (cell === null) return t('folds.read');
    const question = write(pairAt(table, cell));
    const value = values[cell] as number;
    if (value < 0) return t('folds.notAsked', { question });
    const each = Array.from({ length: seen.layers }, (_, l) => `${layerName(seen, l, t)} ${counts[l * size ** 2 + cell]}`);
    const parts = seen.layers > 1 && layer === null ? ` (${each.join(', ')})` : '';
    return `${t(told[cell] === 1 ? 'folds.toldCell' : 'folds.newCell', { question, count: value })}${parts}`;
  };
  const share = (at: number): string => `${(100 * at) / size}%`;
  return (
    <figure className="folds-map">
      <figcaption>{t('folds.axes')}</figcaption>
      <div className="folds-square" role="application" tabIndex={0} aria-label={t('folds.mapLabel', { size })} onKeyDown={press}>
        <PairImage levels={levels} ramp={ramp} order={order} onPoint={(pair) => point(pair === null ? null : pair[0] * size + pair[1])} />
        {cell !== null && (
          <i
            className="folds-pointed"
            style={{ left: share(cell % size), top: share(Math.floor(cell / size)), width: share(1), height: share(1) }}
            aria-hidden="true"
          />
        )}
      </div>
      <output className="folds-reading">{reading()}</output>
      <Scale most={most} ramp={ramp} words={t('folds.scale')} />
      {stride > 1 && <p className="folds-note">{t('folds.stride', { stride })}</p>}
    </figure>
  );
}
