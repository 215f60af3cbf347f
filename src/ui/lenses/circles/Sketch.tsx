/** What there will be to see, while the first answer is under way: faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

const BARS = [4, 6, 40, 5, 3, 6, 4, 28, 5, 4, 6, 3, 34, 5, 4, 3] as const;

export function Sketch() {
  const { t } = useTranslation();
  return (
    <div className="circles-sketch">
      <svg viewBox="0 0 420 150" aria-hidden="true">
        <path className="sketch-axis" d="M10 100H200" />
        {BARS.map((height, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- a bar is its place
          <path key={i} className="sketch-line" d={`M${18 + 11.5 * i} 100v${-1.8 * height}`} />
        ))}
        <circle className="sketch-line" cx="320" cy="75" r="60" />
      </svg>
      <p>{t('circles.sketch')}</p>
    </div>
  );
}
