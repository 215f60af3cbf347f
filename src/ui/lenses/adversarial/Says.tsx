/** What the network says as it is and changed: of classes how likely each is, as bars with their numbers; of values the values. */
import { useTranslation } from 'react-i18next';
import type { AttackSeen } from '../../../engine/looks/adversarial/question.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { shownOf } from './view.ts';

const MOST = 10;
/** Of more classes than that. */
const LIKELIEST = 6;

interface Props {
  readonly seen: AttackSeen;
  /** Writes a class, or values. */
  readonly write: (answer: number | Float32Array) => string;
}

function Meter({ share, kind }: { readonly share: number; readonly kind: 'before' | 'after' }) {
  const language = useLanguage();
  return (
    <td>
      <span className="fool-meter" aria-hidden="true">
        <i className={kind} style={{ width: `${100 * share}%` }} />
      </span>
      <span>{formatShare(share, language)}</span>
    </td>
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t('fool.answer')}</th>
        <th scope="col">{t('fool.before')}</th>
        <th scope="col">{t('fool.after')}</th>
      </tr>
    </thead>
  );
}

export function Says({ seen: { sure, before, after, example }, write }: Props) {
  const { t } = useTranslation();
  if (before.kind === 'value' || after.kind === 'value') {
    const values = (said: AttackSeen['before']): string => (said.kind === 'value' ? write(said.values) : '');
    return (
      <table className="fool-says">
        <Head />
        <tbody>
          <tr>
            <th scope="row">{`${t('fool.isRight')} ${write(example.targets as Float32Array)}`}</th>
            <td>{values(before)}</td>
            <td>{values(after)}</td>
          </tr>
        </tbody>
      </table>
    );
  }
  const of = sure.before.length;
  const labels = shownOf(sure.before, sure.after, of <= MOST ? MOST : LIKELIEST);
  const right = example.targets[0];
  return (
    <>
      <table className="fool-says">
        <Head />
        <tbody>
          {labels.map((label) => (
            <tr key={label} className={label === right ? 'fool-right' : undefined}>
              <th scope="row">
                <span translate="no">{write(label)}</span>
                {label === right && <span className="fool-tag">{` ✓ ${t('fool.isRight')}`}</span>}
              </th>
              <Meter share={sure.before[label] as number} kind="before" />
              <Meter share={sure.after[label] as number} kind="after" />
            </tr>
          ))}
        </tbody>
      </table>
      {labels.length < of && <p className="fool-note">{t('fool.others', { shown: labels.length, of })}</p>}
    </>
  );
}
