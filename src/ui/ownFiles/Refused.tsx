/** What was wrong with a file, line by line. */
import { useTranslation } from 'react-i18next';
import type { Text } from '../../engine/text.ts';
import { useText } from '../i18n/useText.ts';

interface Props {
  readonly name: string;
  readonly faults: readonly Text[];
}

export function Refused({ name, faults }: Props) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="file-refused problem" role="alert">
      <p>{t('ownFiles.refused', { name })}</p>
      <ul>
        {faults.map((fault) => (
          <li key={fault.en}>{text(fault)}</li>
        ))}
      </ul>
    </div>
  );
}
