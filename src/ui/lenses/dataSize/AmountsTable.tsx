/** The figures: when each had learned its training data, when it generalised, and whether that came late. */
import { useTranslation } from 'react-i18next';
import { delayOf, isCoarse, standing } from '../../../engine/run/story.ts';
import type { AmountRun } from '../../../store/dataSize.ts';
import { formatStep } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { shadeOf } from './shade.ts';

interface Props {
  readonly runs: readonly AmountRun[];
  readonly write: (amount: number) => string;
  /** What the amounts are. */
  readonly name: string;
}

/** How much later it generalised than it had learned its training data; nothing where it has not. */
function useDelay(record: AmountRun['record']): string {
  const { t } = useTranslation();
  const held = standing(record);
  if (record === null || held.val === null) return '';
  const times = delayOf(held);
  if (times === null) return t('dataSize.noDelay');
  return isCoarse(record) ? t('dataSize.late') : t('dataSize.times', { times });
}

function Row({ run: { amount, status, record }, colour, write }: { readonly run: AmountRun; readonly colour: string; readonly write: Props['write'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { train, val } = standing(record);
  const over = status === 'done' || status === 'failed';
  const missing = status === 'failed' ? t('dataSize.rowFailed') : over ? t('dataSize.notBy', { step: record?.step ?? 0 }) : '';
  const now = status === 'running' && record !== null ? t('dataSize.atStep', { step: record.step }) : status === 'waiting' ? '–' : missing;
  const delay = useDelay(record);
  return (
    <tr>
      <th scope="row">
        <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden="true">
          <path d="M0 4h18" stroke={colour} strokeWidth="3" />
        </svg>
        <span>{write(amount)}</span>
      </th>
      <td>{train !== null ? formatStep(train.step, language) : val === null ? now : missing}</td>
      <td>{val !== null ? formatStep(val.step, language) : train === null ? '' : now}</td>
      <td>{delay}</td>
    </tr>
  );
}

export function AmountsTable({ runs, write, name }: Props) {
  const { t } = useTranslation();
  return (
    <table className="amounts-table">
      <caption className="hidden">{t('dataSize.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{t('dataSize.fitted')}</th>
          <th scope="col">{t('dataSize.generalised')}</th>
          <th scope="col">{t('dataSize.delay')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run, i) => (
          <Row key={run.amount} run={run} colour={shadeOf(i, runs.length)} write={write} />
        ))}
      </tbody>
    </table>
  );
}
