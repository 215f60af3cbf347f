/** How far a film is that is being made, and a way out. */
import { useTranslation } from 'react-i18next';

export function Shooting({ share, onStop }: { readonly share: number; readonly onStop: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="take-shooting">
      <progress aria-label={t('take.shooting')} max={100} value={Math.floor(100 * share)} />
      <button type="button" className="text-button" onClick={onStop}>
        {t('take.stop')}
      </button>
    </p>
  );
}
