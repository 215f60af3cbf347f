/** How the network does whole, and with parts of it off: accuracies as bars with their numbers, and losses. */
import { useTranslation } from 'react-i18next';
import type { AblationSeen, Measured } from '../../../engine/looks/ablation/question.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage } from '../../i18n/useText.ts';

const SETS = ['train', 'val'] as const;

interface Props {
  readonly seen: AblationSeen;
  /** What evaluations call accuracy. */
  readonly score: string;
}

interface RowProps {
  readonly name: string;
  readonly of: Measured;
  /** Whether it is what is left. */
  readonly isRest: boolean;
}

function Row({ name, of: { accuracy, loss: losses }, isRest }: RowProps) {
  const language = useLanguage();
  return (
    <tr className={isRest ? 'ablation-rest' : ''}>
      <th scope="row">{name}</th>
      {SETS.map((set) => (
        <td key={set}>
          <span className="ablation-meter" aria-hidden="true">
            <i className={set} style={{ width: `${100 * Math.max(0, Math.min(1, accuracy[set]))}%` }} />
          </span>
          <span>{formatShare(accuracy[set], language)}</span>
        </td>
      ))}
      {SETS.map((set) => (
        <td key={set} className="ablation-loss">
          {formatValue(losses[set], 'scientific', language)}
        </td>
      ))}
    </tr>
  );
}

export function Numbers({ seen: { whole, rest }, score }: Props) {
  const { t } = useTranslation();
  return (
    <table className="ablation-numbers">
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{t('ablation.network')}</span>
          </th>
          <th scope="col">{t('ablation.train', { score })}</th>
          <th scope="col">{t('ablation.val', { score })}</th>
          <th scope="col">{t('ablation.trainLoss')}</th>
          <th scope="col">{t('ablation.valLoss')}</th>
        </tr>
      </thead>
      <tbody>
        <Row name={t('ablation.whole')} of={whole} isRest={false} />
        <Row name={t('ablation.rest')} of={rest} isRest />
      </tbody>
    </table>
  );
}
