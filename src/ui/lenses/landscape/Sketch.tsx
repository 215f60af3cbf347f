/** Before the first point: a faint L and a faint U without numbers, so that nobody takes them for data. */
import { useTranslation } from 'react-i18next';
import type { Box } from './scales.ts';

export function Sketch({ box, loading }: { box: Box; loading: boolean }) {
  const { t } = useTranslation();
  const { width, height, margin } = box;
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  if (inner.width <= 0 || inner.height <= 0) return null;
  return (
    <div className="sketch lu-plot" style={{ height }}>
      <svg width={width} height={height} aria-hidden="true">
        <line className="sketch-axis" x1={margin.left} x2={width - margin.right} y1={height - margin.bottom} y2={height - margin.bottom} />
        <text className="sketch-name" x={width - margin.right} y={height - margin.bottom + 18} textAnchor="end">
          {`${t('landscape.norm')} →`}
        </text>
        <svg x={margin.left} y={margin.top} width={inner.width} height={inner.height} viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
          <path className="sketch-line" d="M2 12 C24 14 32 40 40 74 C44 90 50 96 98 96" strokeDasharray="9 7" vectorEffect="non-scaling-stroke" />
          <path className="sketch-line" d="M2 9 C24 11 32 36 40 66 C45 84 55 84 62 66 C70 44 76 22 98 8" vectorEffect="non-scaling-stroke" />
        </svg>
      </svg>
      <p className="lu-sketch-words">
        <span>{t(loading ? 'landscape.sketch' : 'landscape.sketchStart')}</span>
      </p>
    </div>
  );
}
