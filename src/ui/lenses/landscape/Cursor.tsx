/** Reads out one point after another: by pointer, and by key. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatValue } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import type { Plot } from './plot.ts';
import type { Column } from './reading.ts';

interface Props {
  readonly plot: Plot;
  readonly columns: readonly Column[];
  /** Index of the column that is read out. */
  readonly at: number | null;
  readonly onAt: (at: number | null) => void;
  readonly label: string;
  /** The column in words. */
  readonly reading: (column: Column) => string;
}

export function Cursor({ plot, columns, at, onAt, label, reading }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { x, left, right, top, bottom } = plot;
  const done = columns.flatMap(({ point }, i) => (point === null ? [] : [i]));
  const onMove = (event: PointerEvent<HTMLElement>): void => {
    const pixel = event.clientX - event.currentTarget.getBoundingClientRect().left + left;
    const gap = (i: number): number => Math.abs(x((columns[i] as Column).norm) - pixel);
    onAt(done.reduce<number | null>((best, i) => (best === null || gap(i) < gap(best) ? i : best), null));
  };
  const onKey = (event: KeyboardEvent): void => {
    const place = at === null ? -1 : done.indexOf(at);
    const moves: Readonly<Record<string, number | null>> = {
      ArrowRight: Math.min(done.length - 1, place + 1),
      ArrowLeft: place < 0 ? done.length - 1 : Math.max(0, place - 1),
      Home: 0,
      End: done.length - 1,
      Escape: null,
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(moves, event.key) || done.length === 0) return;
    event.preventDefault();
    const to = moves[event.key];
    onAt(to === null || to === undefined ? null : (done[to] ?? null));
  };
  const column = at === null ? undefined : columns[at];
  return (
    <div
      className="chart-slider"
      // A range input has keys and steps of its own.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, columns.length)}
      aria-valuenow={at === null ? columns.length : at + 1}
      aria-valuetext={column === undefined ? t('landscape.none') : `${t('landscape.norm')} ${formatValue(column.norm, 'figure', language)}: ${reading(column)}`}
      style={{ position: 'absolute', left, top, width: right - left, height: bottom - top }}
      onPointerMove={onMove}
      onPointerDown={onMove}
      onPointerLeave={() => onAt(null)}
      onKeyDown={onKey}
    />
  );
}
