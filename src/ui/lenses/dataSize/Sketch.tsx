/** What the curves will look like, before there are any: faint, and named a sketch. */
import { useTranslation } from 'react-i18next';

/** Less data from left to right; the last never rises. In a box of 100 × 100. */
const PATHS = ['M0 98 L28 97 C40 96 39 4 50 3', 'M0 98 L38 97 C52 96 50 4 62 3', 'M0 98 L48 97 C66 95 68 5 88 3', 'M0 98 L60 97 C75 95 90 93 100 92'] as const;

export function Sketch({ width, height }: { readonly width: number; readonly height: number }) {
  const { t } = useTranslation();
  return (
    <div className="amounts-sketch sketch" style={{ height }}>
      <svg width={width} height={height} aria-hidden="true">
        <g transform={`translate(30 44) scale(${(width - 74) / 100} ${(height - 68) / 100})`}>
          <path d="M0 100H100" className="sketch-axis" vectorEffect="non-scaling-stroke" />
          {PATHS.map((path) => (
            <path key={path} d={path} className="sketch-line" vectorEffect="non-scaling-stroke" />
          ))}
        </g>
        <text className="sketch-name" x={30 + 0.28 * (width - 74)} y={34}>
          {t('dataSize.more')}
        </text>
        <text className="sketch-name" x={30 + 0.8 * (width - 74)} y={34}>
          {t('dataSize.less')}
        </text>
      </svg>
      <p className="amounts-sketch-words">{t('dataSize.sketch')}</p>
    </div>
  );
}
