/** The spectra step by step for a paper. */
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { text, type Language } from '../../../engine/text.ts';
import { element } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { formatTick } from '../../../figures/plot/format.ts';
import { STEP } from '../../../figures/plot/ticks.ts';
import { spread } from '../../../figures/plot/labels.ts';
import { xTicks } from '../../../figures/plot/xAxis.ts';
import type { Part } from '../../../figures/sheet.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { voiceOf } from '../../i18n/index.ts';
import { paperRamp } from '../pairs/markup.ts';
import { heatOf, placeOf, stepsOf, type Spectra } from './heat.ts';

const [LEFT, RIGHT, HEAD, HIGH, BELOW] = [46, 60, 26, 170, 40];
const ACROSS = WIDTH - LEFT - RIGHT;
const NO_CANVAS = text('the browser gives no canvas of that size', 'この大きさのキャンバスをブラウザーが用意できません');

interface Shown {
  readonly seen: TokenCircles;
  readonly table: 'rows' | 'outputs';
  readonly spectra: Spectra;
  /** That the circles are of, and the last of the run. */
  readonly step: number;
  readonly end: number;
  readonly language: Language;
}

/** null before two steps were looked at. @throws Spoken where there is no canvas to paint on */
export function heatPart({ seen, table, spectra, step, end, language }: Shown): Part | null {
  const t = voiceOf(language).getFixedT(language);
  const frequencies = seen.circles.length;
  const steps = stepsOf(spectra, frequencies);
  if (steps.length < 2) return null;
  const last = Math.max(end, steps.at(-1) ?? 0, step, 1);
  const { levels, most } = heatOf(spectra, frequencies, last, ACROSS);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [ACROSS, frequencies];
  const context = canvas.getContext('2d');
  if (context === null) throw new Spoken(NO_CANVAS);
  const ramp = paperRamp();
  const image = context.createImageData(ACROSS, frequencies);
  levels.forEach((level, i) => image.data.set([...ramp.subarray(3 * level, 3 * level + 3), 255], 4 * i));
  context.putImageData(image, 0, 0);
  const box = { x: LEFT, y: HEAD, width: ACROSS, height: HIGH };
  const y = (k: number): number => HEAD + (HIGH * (frequencies - k + 0.5)) / frequencies;
  const x = (at: number): number => LEFT + ACROSS * placeOf(at, last);
  const grey = { colour: inked('ink-2'), size: 12 } as const;
  const places = spread(Array.from(seen.keys, y), 15, HEAD, HEAD + HIGH);
  const markup = element('g', {}, [
    words(t('circles.heat'), 16, 10, { bold: true, after: `${seen[table].sign} ${seen[table].label[language]}, ${t('circles.heatRange', { most })}` }),
    element('image', { ...box, href: canvas.toDataURL('image/png'), preserveAspectRatio: 'none', 'image-rendering': 'pixelated' }),
    element('rect', { ...box, fill: 'none', stroke: inked('rule') }),
    ...[1, frequencies].map((k) => words(String(k), LEFT - 6, y(k), { ...grey, anchor: 'end' })),
    ...xTicks(last, 'log', ACROSS).map((tick) => words(formatTick(tick), x(tick), HEAD + HIGH + 12, { ...grey, anchor: 'middle' })),
    words(STEP.log[language], LEFT + ACROSS / 2, HEAD + HIGH + 30, { anchor: 'middle' }),
    element('path', { d: `M${x(step)} ${HEAD}V${HEAD + HIGH + 4}`, stroke: inked('ink'), 'stroke-width': 2 }),
    ...Array.from(seen.keys, (k, i) => words(`◆ ${k}`, LEFT + ACROSS + 5, places[i] as number)),
  ]);
  return { markup, height: HEAD + HIGH + BELOW };
}
