/** What there will be to see, while the first answer is under way: faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

const SWITCHES = Array.from({ length: 9 }, (_, i) => i);

export function Sketch() {
  const { t } = useTranslation();
  return (
    <div className="ablation-sketch">
      <svg viewBox="0 0 420 120" aria-hidden="true">
        {SWITCHES.map((i) => (
          <rect key={i} className="sketch-line" x={14 + 28 * i} y="20" width="22" height="16" rx="8" fill={i % 3 === 1 ? 'currentColor' : 'none'} />
        ))}
        <path className="sketch-line" d="M14 66h236M14 92h40" />
        <rect className="sketch-line" x="300" y="10" width="100" height="100" fill="none" />
        <path className="sketch-line" d="M310 30h60M310 50h80M310 70h30M310 90h70" strokeDasharray="6 4" />
      </svg>
      <p>{t('ablation.sketch')}</p>
    </div>
  );
}
