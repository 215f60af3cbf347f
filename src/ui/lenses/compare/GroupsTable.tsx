/** Runs that differ in nothing but the seed, as one line each: medians, and quartiles behind them. */
import { useTranslation } from 'react-i18next';
import type { RunName } from '../../bench/useNames.ts';
import { formatStep, formatValue, type NumberStyle } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import type { Column } from './columns.ts';
import type { Group, Three } from './groups.ts';

/** The settings that groups may differ in: the seed is none of them. */
const isOfGroup = ({ id, setting }: Column): boolean => setting && id !== 'seed' && id !== 'kernels';

interface Props {
  readonly groups: readonly Group[];
  readonly columns: readonly Column[];
  readonly names: ReadonlyMap<string, RunName>;
}

function useFigures(): (group: Group) => readonly string[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const three = (values: Three | null, write: (value: number) => string): string => {
    if (values === null) return '–';
    const [low, middle, high] = values.map((value) => (value === null ? null : write(value)));
    // Where the middle cannot be told, the lower quartile may be.
    if (middle == null && low == null) return t('compare.notYet');
    return t('compare.quartiles', { middle: middle ?? t('compare.notYet'), low: low ?? '?', high: high ?? t('compare.notYet') });
  };
  return ({ together }) => {
    if (together === null) return ['–', '–', '–', '–', '–', '–', '–'];
    const { coarse, delay, fitted, generalised, grokked, memorised, norm, step, train, val } = together;
    const bound = (value: number): string => `${coarse ? '≤\u00a0' : ''}${formatStep(Math.round(value), language)}`;
    const steps = (value: number): string => formatStep(Math.round(value), language);
    const figure = (style: NumberStyle) => (value: number) => formatValue(value, style, language);
    return [
      `${three(memorised, bound)}${fitted ? t('compare.someFitted') : ''}`,
      `${three(grokked, bound)}${generalised ? t('compare.someGeneralised') : ''}`,
      three(delay, steps),
      step === null ? '–' : steps(step),
      three(norm, figure('figure')),
      three(train, figure('percent')),
      three(val, figure('percent')),
    ];
  };
}

const HEADINGS = ['memorised', 'grokked', 'delay', 'upTo', 'norm', 'train', 'val'] as const;

export function GroupsTable({ groups, columns, names }: Props) {
  const { t } = useTranslation();
  const figures = useFigures();
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
                  {figures(group).map((words, i) => (
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
