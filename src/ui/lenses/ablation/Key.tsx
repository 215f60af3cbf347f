/** What the signs of the table mean. */
import { useTranslation } from 'react-i18next';
import { CELLS } from '../../../engine/looks/ablation/table.ts';
import { SIGNS } from './Cells.tsx';

export function Key() {
  const { t } = useTranslation();
  return (
    <p className="ablation-key">
      {CELLS.map((cell) => (
        <span key={cell}>
          <svg width="12" height="12" viewBox="0 0 10 10" aria-hidden="true">
            <path className={`ablation-${cell}`} d={`M0 0${SIGNS[cell]}`} />
          </svg>
          <span>{t(`ablation.${cell}`)}</span>
        </span>
      ))}
    </p>
  );
}
