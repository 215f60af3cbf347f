/** What stands where a look should: why it could not be had, and another try. */
import { useTranslation } from 'react-i18next';

interface Props {
  readonly words: string;
  readonly onAgain: () => void;
}

export function NotSeen({ words, onAgain }: Props) {
  const { t } = useTranslation();
  return (
    <div className="not-seen">
      <output>{words}</output>
      <button type="button" className="text-button" onClick={onAgain}>
        {t('part.again')}
      </button>
    </div>
  );
}
