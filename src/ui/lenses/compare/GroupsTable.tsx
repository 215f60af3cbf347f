/** Runs that differ in nothing but the seed, as one line each: medians, and quartiles behind them. */
import { useTranslation } from 'react-i18next';
import type { RunName } from '../../bench/useNames.ts';
import type { Column } from './columns.ts';
import { figuresOf, HEADINGS, isOfGroup } from './groupFigures.ts';
import type { Group } from './groups.ts';
import type { Voice } from './results.ts';

interface Props {
  readonly groups: readonly Group[];
  readonly columns: readonly Column[];
  readonly names: ReadonlyMap<string, RunName>;
  readonly voice: Voice;
}

export function GroupsTable({ groups, columns, names, voice }: Props) {
  const { t } = useTranslation();
  const settings = columns.filter(isOfGroup);
  return (
    <div className="compare-scroll">
      <table className="compare-table compare-groups">
        <caption className="hidden">{t('compare.groups')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.group')}</th>
            {settings.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
            {HEADINGS.map((id) => (
              <th key={id} scope="col">
                {t(`compare.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => {
            const [first] = group.rows;
            const letters = group.rows.map(({ run }) => names.get(run.id)?.letter ?? '').join('');
            return (
              first !== undefined && (
                <tr key={letters}>
                  <th scope="row">
                    <b style={{ color: names.get(first.run.id)?.colour }}>{letters}</b>
                  </th>
                  {settings.map(({ id, words }) => (
                    <td key={id} data-setting={true}>
                      {words(first)}
                    </td>
                  ))}
                  {figuresOf(group, voice).map((words, i) => (
                    <td key={HEADINGS[i]}>{words}</td>
                  ))}
                </tr>
              )
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
