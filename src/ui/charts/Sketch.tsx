/** Before the first run: a faint drawing of what the curves usually do. No numbers, no ticks, no colour, so that nobody takes it for data. */
import { text } from '../../engine/text.ts';
import type { Box } from '../../figures/plot/scene.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { useText } from '../i18n/useText.ts';
import './sketch.css';

const WORDS = {
  idle: text('sketch — press Run', 'イメージ図 — 「実行」を押してください'),
  waiting: text('sketch', 'イメージ図'),
} as const;

/** Dashed where the curve will be dashed, but broader than any data. */
const SKETCH_DASH = '9 7';

export function Sketch({ spec, box, hero, idle }: { spec: ChartSpec; box: Box; hero: boolean; idle: boolean }) {
  const say = useText();
  const { width, height, margin, compact } = box;
  const sketched = spec.series.flatMap(({ sketch, ...series }) => (sketch === undefined ? [] : [{ ...series, sketch }]));
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  if (inner.width <= 0 || inner.height <= 0) return null;
  // In the middle of a wide hero, below the line on a phone, else in the gutter.
  const place = compact ? 'below' : hero ? 'middle' : 'gutter';
  const position =
    place === 'gutter'
      ? { left: width - margin.right + 12, bottom: margin.bottom }
      : { left: margin.left, right: margin.right, bottom: place === 'below' ? 0 : margin.bottom, ...(place === 'middle' && { top: margin.top }) };
  return (
    <div className="sketch">
      <svg width={width} height={height} aria-hidden="true">
        <line className="sketch-axis" x1={margin.left} x2={width - margin.right} y1={height - margin.bottom} y2={height - margin.bottom} />
        <svg x={margin.left} y={margin.top} width={inner.width} height={inner.height} viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
          {sketched.map(({ key, dash, sketch }) => (
            <path
              key={key}
              d={sketch.path}
              className="sketch-line"
              strokeDasharray={dash === undefined ? undefined : SKETCH_DASH}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {!compact &&
          sketched.length > 1 &&
          sketched.map(({ key, label, sketch }) => (
            <text
              key={key}
              className="sketch-name"
              x={margin.left + (sketch.label[0] / 100) * inner.width}
              y={margin.top + (sketch.label[1] / 100) * inner.height}
            >
              {say(label)}
            </text>
          ))}
      </svg>
      <p className={`sketch-words ${place}`} style={position}>
        <span>{say(hero && idle ? WORDS.idle : WORDS.waiting)}</span>
      </p>
    </div>
  );
}
