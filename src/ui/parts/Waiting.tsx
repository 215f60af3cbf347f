/** While a part of the page is on its way. A wait that gets long says so, and offers what can be done. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const LONG_MS = 10_000;

export function Waiting() {
  const { t } = useTranslation();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
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
