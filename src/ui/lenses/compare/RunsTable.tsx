/** The table of runs. A press on a heading sorts by it, a press on a run brings it to the front. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ordered } from '../../../engine/compare/order.ts';
import { useBench } from '../../hooks.ts';
import type { RunName } from '../../bench/useNames.ts';
import { usePage } from '../../page.tsx';
import { EyeIcon, EyeOffIcon } from '../../parts/icons.tsx';
import type { Column } from './columns.ts';
import type { Row } from './row.ts';

/** Null: as the runs stand on the bench. */
type Sorting = { readonly id: string; readonly descending: boolean } | null;

/** Upwards, downwards, and as it was. */
function next(sorting: Sorting, id: string): Sorting {
  if (sorting?.id !== id) return { id, descending: false };
  return sorting.descending ? null : { id, descending: true };
}

interface Props {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly names: ReadonlyMap<string, RunName>;
}

interface HeadingProps {
  readonly label: string;
  readonly id: string;
  readonly sorting: Sorting;
  readonly onSort: (id: string) => void;
}

function Heading({ label, id, sorting, onSort }: HeadingProps) {
  const mine = sorting?.id === id ? sorting : null;
  return (
    <th scope="col" aria-sort={mine === null ? 'none' : mine.descending ? 'descending' : 'ascending'}>
      <button type="button" aria-label={label} onClick={() => onSort(id)}>
        <span>{label}</span>
        <span className="compare-arrow" aria-hidden="true">
          {mine === null ? '' : mine.descending ? '▼' : '▲'}
        </span>
      </button>
    </th>
  );
}

/** Where a fork hangs on another run. */
function Origin({ run, names }: Pick<Row, 'run'> & Pick<Props, 'names'>) {
  const { t } = useTranslation();
  const { parent } = run;
  if (parent?.forked !== true) return null;
  const letter = names.get(parent.run)?.letter;
  return (
    <span className="compare-parent">
      {letter === undefined ? t('compare.forkedElsewhere', { step: parent.step }) : t('compare.forked', { letter, step: parent.step })}
    </span>
  );
}

function Line({ row, name, names, columns }: { readonly row: Row; readonly name: RunName } & Pick<Props, 'names' | 'columns'>) {
  const { t } = useTranslation();
  const { bench } = usePage();
  const { run } = row;
  const front = useBench((state) => state.front === run);
  const hidden = useBench((state) => state.hidden.has(run.id));
  const full = `${name.letter} ${name.name}`;
  return (
    <tr data-front={front} data-hidden={hidden} onClick={() => bench.bringToFront(run)}>
      <th scope="row">
        <span className="compare-run">
          <button type="button" className="compare-name" aria-pressed={front} aria-label={full} title={full}>
            <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden="true">
              <path d="M0 4h18" {...(!front && { style: { stroke: name.colour } })} />
            </svg>
            <b style={{ color: name.colour }}>{name.letter}</b>
          </button>
          {!front && (
            <button
              type="button"
              className="bench-tool"
              aria-label={t(hidden ? 'bench.show' : 'bench.hide', { name: full })}
              title={t(hidden ? 'bench.show' : 'bench.hide', { name: full })}
              onClick={(event) => {
                event.stopPropagation();
                bench.setHidden(run, !hidden);
              }}
            >
              {hidden ? <EyeOffIcon /> : <EyeIcon />}
            </button>
          )}
        </span>
        <Origin run={run} names={names} />
      </th>
      {columns.map(({ id, words, setting }) => (
        <td key={id} data-setting={setting}>
          {words(row)}
        </td>
      ))}
    </tr>
  );
}

/** The column of the runs themselves. */
const RUN = 'run';

export function RunsTable({ rows, columns, names }: Props) {
  const { t } = useTranslation();
  const places = useBench((state) => state.places);
  const [sorting, setSorting] = useState<Sorting>(null);
  const column = columns.find(({ id }) => id === sorting?.id);
  const keyOf = sorting?.id === RUN ? ({ run }: Row) => places.get(run.id) ?? null : column?.keyOf;
  // A column that is there no longer sorts nothing.
  const sorted = sorting === null || keyOf === undefined ? rows : ordered(rows, keyOf, sorting.descending);
  const sort = (id: string): void => setSorting((before) => next(before, id));
  return (
    <div className="compare-scroll">
      <table className="compare-table">
        <caption className="hidden">{t('compare.table')}</caption>
        <thead>
          <tr>
            <Heading label={t('compare.run')} id={RUN} sorting={sorting} onSort={sort} />
            {columns.map(({ id, label }) => (
              <Heading key={id} label={label} id={id} sorting={sorting} onSort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const name = names.get(row.run.id);
            return name !== undefined && <Line key={row.run.id} row={row} name={name} names={names} columns={columns} />;
          })}
        </tbody>
      </table>
    </div>
  );
}
