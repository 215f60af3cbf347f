/** The first lines of a file as they stand there, with the column that holds the answer marked. */
import { useTranslation } from 'react-i18next';
import type { Descriptor } from '../../engine/own/descriptor.ts';
import type { Preview as Rows } from '../../engine/own/survey.ts';

interface Props {
  readonly descriptor: Descriptor;
  readonly rows: Rows;
}

export function Preview({ descriptor: { kind, header, answer, name }, rows: { rows, columns } }: Props) {
  const { t } = useTranslation();
  const placed = rows.map((cells, line) => ({ line, cells: cells.map((cell, column) => ({ cell, column })) }));
  const shown = rows[0]?.length ?? 0;
  const mark = (column: number): true | undefined => (kind !== 'table' && column === answer) || undefined;
  const names = (line: number, column: number): boolean => header && (line === 0 || (kind === 'table' && column === 0));
  return (
    // A table wider than its place can be scrolled with keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <section className="file-preview" aria-label={t('ownFiles.preview', { name })} tabIndex={0}>
      <table translate="no">
        <thead>
          <tr>
            <th scope="col" aria-hidden="true" />
            {(placed[0]?.cells ?? []).map(({ column }) => (
              <th key={column} scope="col" data-answer={mark(column)}>
                {mark(column) === true ? t('ownFiles.answer') : column + 1}
              </th>
            ))}
            {columns > shown && <th aria-hidden="true">…</th>}
          </tr>
        </thead>
        <tbody>
          {placed.map(({ line, cells }) => (
            <tr key={line}>
              <th scope="row">{line + 1}</th>
              {cells.map(({ cell, column }) => (
                <td key={column} data-answer={mark(column)} data-names={names(line, column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
