/** While a part of the page is on its way. A wait that gets long says so, and offers what can be done. */
import { useTranslation } from 'react-i18next';
import { useLong } from './useLong.ts';

export function Waiting() {
  const { t } = useTranslation();
  const long = useLong('part');
  if (!long) return <p className="waiting">{t('part.loading')}</p>;
  return (
    <div className="waiting">
      <output>{t('part.slow')}</output>
      <button type="button" className="text-button" onClick={() => location.reload()}>
        {t('part.reload')}
      </button>
    </div>
  );
}
