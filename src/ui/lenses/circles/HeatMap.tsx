/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing of the page's own, with words in it */
/** The spectrum of either table at every kept step: frequencies upwards, steps to the right, the moment that is shown as a line. */
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { TABLES } from '../../../engine/looks/circles/history.ts';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import { spread } from '../../../figures/plot/labels.ts';
import { xTicks } from '../../../figures/plot/xAxis.ts';
import { useSize } from '../../charts/useSize.ts';
import { useFront } from '../../hooks.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { useRamp } from '../pairs/useRamp.ts';
import { heatOf, placeOf, spectraOf, stepsOf, type Spectra } from './heat.ts';
import { Sign } from './Sign.tsx';
import { viewOf } from './view.ts';

const [LEFT, RIGHT, BELOW, HIGH] = [38, 46, 20, 150];
/** Steps with at least so many spectra make a picture. */
const FEW = 2;

interface PictureProps {
  readonly spectra: Spectra;
  readonly frequencies: number;
  readonly last: number;
  readonly width: number;
}

function Picture({ spectra, frequencies, last, width }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ramp = useRamp();
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const { levels } = heatOf(spectra, frequencies, last, width);
    const image = context.createImageData(width, frequencies);
    levels.forEach((level, i) => {
      for (let c = 0; c < 3; c++) image.data[4 * i + c] = ramp[3 * level + c] as number;
      image.data[4 * i + 3] = 255;
    });
    context.putImageData(image, 0, 0);
  }, [spectra, frequencies, last, width, ramp]);
  return <canvas ref={canvas} className="circles-heat" width={width} height={frequencies} style={{ left: LEFT, width, height: HIGH }} aria-hidden="true" />;
}

interface Props {
  readonly seen: TokenCircles;
  /** That is shown of it. */
  readonly step: number;
}

export function HeatMap({ seen: answer, step }: Props) {
  const { under, keys, circles } = answer;
  const { t } = useTranslation();
  const text = useText();
  const { history, chosen } = viewOf(usePage());
  const heat = useStore(chosen, (state) => state.heat);
  const table = answer[heat];
  const seen = useStore(history.store, (state) => state.seen);
  const end = useFront((state) => state.record?.step ?? 0);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const frequencies = circles.length;
  const spectra = useMemo(() => spectraOf(seen, under, heat), [seen, under, heat]);
  const steps = useMemo(() => stepsOf(spectra, frequencies), [spectra, frequencies]);
  // A run that is remembered may have kept less than it ran.
  const last = Math.max(end, steps.at(-1) ?? 0, step, 1);
  const width = size === null ? 0 : Math.max(0, Math.round(size.width) - LEFT - RIGHT);
  const most = useMemo(() => heatOf(spectra, frequencies, last, 1).most, [spectra, frequencies, last]);
  const y = (k: number): number => (HIGH * (frequencies - k + 0.5)) / frequencies;
  const names = spread(
    Array.from(keys, (k) => y(k)),
    15,
    0,
    HIGH,
  );
  const x = LEFT + width * placeOf(step, last);
  const sentence = keys.length === 0 ? t('circles.heatNone') : t('circles.heatKeys', { list: Array.from(keys).join(', ') });
  return (
    <figure className="circles-history">
      <figcaption>
        <b>{`${t('circles.heat')} `}</b>
        <Sign sign={table.sign} />
        <span>{` ${t('circles.heatRange', { most })}`}</span>
      </figcaption>
      <Segmented
        label={t('circles.heatOf')}
        value={heat}
        choices={TABLES.map((value) => ({ value, label: text(answer[value].label) }))}
        onChange={(value) => chosen.setState({ heat: value as typeof heat })}
      />
      <div ref={area} className="circles-heat-room" style={{ height: HIGH + BELOW }}>
        {steps.length >= FEW && width > 0 && (
          <>
            <Picture spectra={spectra} frequencies={frequencies} last={last} width={width} />
            <svg
              width={LEFT + width + RIGHT}
              height={HIGH + BELOW}
              role="img"
              aria-label={`${t('circles.heatLabel', { table: text(table.label), count: steps.length, step })} ${sentence}`}
            >
              <rect className="circles-heat-edge" x={LEFT} y="0" width={width} height={HIGH} />
              {[1, frequencies].map((k) => (
                <text key={k} className="circles-tick" x={LEFT - 6} y={y(k)} dy="0.35em" textAnchor="end">
                  {k}
                </text>
              ))}
              {xTicks(last, 'log', width).map((tick) => (
                <text key={tick} className="circles-tick" x={LEFT + width * placeOf(tick, last)} y={HIGH + 14} textAnchor={tick === 0 ? 'start' : 'middle'}>
                  {tick >= 1000 ? `${tick / 1000}k` : tick}
                </text>
              ))}
              <path className="circles-moment" d={`M${x.toFixed(1)} 0V${HIGH + 3}`} />
              {Array.from(keys, (k, i) => (
                <text key={k} className="circles-name" x={LEFT + width + 4} y={names[i]} dy="0.35em">
                  {`◆ ${k}`}
                </text>
              ))}
            </svg>
          </>
        )}
        {steps.length < FEW && <p className="circles-note">{t('circles.heatSketch')}</p>}
      </div>
    </figure>
  );
}
