/** What there will be to see, before the run has come so far: faint, named a sketch, with what is waited for. */
import { useTranslation } from 'react-i18next';

export function Sketch({ missing }: { readonly missing: 'memorised' | 'grokked' | null }) {
  const { t } = useTranslation();
  return (
    <div className="path-sketch">
      <svg viewBox="0 0 240 130" aria-hidden="true">
        <path className="sketch-line" d="M40 100C30 40 90 10 120 40S210 20 214 70 150 124 110 116 46 130 40 100Z" fill="none" />
        <path className="sketch-line" d="M60 96C54 60 90 40 104 66S150 60 148 88 90 116 60 96Z" fill="none" />
        <path className="sketch-line" d="M164 70q20-24 34-4t-12 28-22-24z" fill="none" />
        <path className="sketch-line" d="M34 26Q70 60 92 84T180 74" fill="none" strokeDasharray="5 4" />
        <circle cx="34" cy="26" r="4" fill="currentColor" />
        <circle cx="92" cy="84" r="4" fill="currentColor" />
        <circle cx="180" cy="74" r="4" fill="currentColor" />
      </svg>
      <p>{t('path.sketch')}</p>
      <p className="path-waiting">{t(missing === null ? 'path.working' : `path.wait_${missing}`)}</p>
    </div>
  );
}
