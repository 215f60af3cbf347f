/** Steps to memorise and to grok against a field: medians with quartiles over the seeds, and the power law through the runs. Pure. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { SIDES } from '../engine/probes/chart.ts';
import type { Combination, Spread } from '../engine/sweeps/combinations.ts';
import type { PowerLaw } from '../engine/sweeps/powerLaw.ts';
import { text, type Language } from '../engine/text.ts';
import { headAt, keyOf, type KeyItem } from './key.ts';
import { element, pathOf, type Markup } from './markup.ts';
import { inked } from './palette.ts';
import { formatDecade, formatLinear, formatTick } from './plot/format.ts';
import type { Part } from './sheet.ts';
import type { NamedAxis } from './sweepScale.ts';
import { WIDTH, words } from './type.ts';

const [LEFT, RIGHT, TITLE, HEIGHT, FOOT] = [66, 26, 26, 260, 46];
/** From this ratio on an axis of numbers above 0 is a log scale. */
const DECADE = 8;

const DASH = { train: SIDES.train.dash, val: undefined } as const;

const WORDS = {
  title: text('Steps until it is learned', '学習にかかるステップ数'),
  steps: text('step, log', 'ステップ（対数）'),
  law: text('power law', 'べき乗則'),
};

type Scale = ((value: number) => number) & { readonly ticks: () => readonly number[]; readonly log: boolean };

/** Where values of an axis stand: on a log scale where they span one. */
function across({ numbers, labels }: NamedAxis): Scale {
  const values = numbers ?? labels.map((_, i) => i);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const log = numbers !== null && low > 0 && high / low >= DECADE;
  const pad = log ? (high / low) ** 0.04 : (high - low || 1) * 0.04;
  const range = [LEFT, WIDTH - RIGHT];
  const scale = log ? scaleLog([low / pad, high * pad], range) : scaleLinear([low - pad, high + pad], range);
  return Object.assign((value: number) => scale(value), { ticks: () => (log ? scale.ticks(4) : values), log });
}

function up(steps: readonly number[]): Scale {
  const [low, high] = [Math.min(...steps), Math.max(...steps)];
  const scale = scaleLog([Math.max(1, low / 1.4), Math.max(2, high * 1.4)], [TITLE + HEIGHT, TITLE]);
  return Object.assign((value: number) => scale(Math.max(1, value)), { ticks: () => scale.ticks(4), log: true });
}

const SHOWN = [
  { side: 'train', head: 'ring' },
  { side: 'val', head: 'disc' },
] as const;

function series(side: 'train' | 'val', head: 'ring' | 'disc', points: readonly { readonly x: number; readonly spread: Spread }[], x: Scale, y: Scale): Markup {
  const whole = points.flatMap(({ x: at, spread }) => (spread.middle === null ? [] : [{ x: x(at), y: y(spread.middle), spread }]));
  const colour = inked(side);
  return element('g', {}, [
    element('path', { d: pathOf(whole), fill: 'none', stroke: colour, 'stroke-width': 1.75, 'stroke-dasharray': DASH[side] }),
    ...whole.map(({ x: at, spread: { low, high } }) =>
      element('path', {
        d: `M${at.toFixed(2)} ${y(low ?? 1).toFixed(2)}V${(high === null ? TITLE : y(high)).toFixed(2)}`,
        stroke: colour,
        'stroke-width': 1.25,
      }),
    ),
    ...whole.map(({ x: at, y: height }) => headAt({ head, hue: side }, at, height)),
  ]);
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');

/** t ∝ x^−1.02 (95 %: −1.10 … −0.95; 25 runs) */
function lawWords({ exponent, interval: [low, high], points }: PowerLaw, language: Language): string {
  const runs = language === 'ja' ? `${points} 回の実行` : `${points} runs`;
  return `t ∝ x^${signed(exponent)} (95 %: ${signed(low)} … ${signed(high)}; ${runs})`;
}

/** @param combinations of the axis, in any order @returns null where no run came to anything */
export function stepsAgainst(axis: NamedAxis, combinations: readonly Combination[], law: PowerLaw | null, language: Language): Part | null {
  const all = combinations.flatMap(({ train, val }) => [train, val].flatMap(({ low, middle, high }) => [low, middle, high]).filter((step) => step !== null));
  if (all.length === 0) return null;
  const [x, y] = [across(axis), up(all)];
  const at = ({ at: [i = 0] }: Combination): number => axis.numbers?.[i] ?? i;
  const sorted = combinations.toSorted((a, b) => at(a) - at(b));
  const [left, right, bottom] = [LEFT, WIDTH - RIGHT, TITLE + HEIGHT];
  const grey = inked('ink-2');
  const name = (tick: number): string => (axis.numbers === null ? (axis.labels[tick] ?? '') : x.log ? formatDecade(tick) : formatLinear(tick));
  const ticks = x.ticks().filter((tick) => !x.log || Number.isInteger(Math.round(1e6 * Math.log10(tick)) / 1e6));
  const items: KeyItem[] = [
    ...SHOWN.map(({ side, head }) => ({
      name: SIDES[side].label[language],
      width: 26,
      sign: element('g', {}, [
        element('path', { d: 'M0 0H26', stroke: inked(side), 'stroke-width': 2, 'stroke-dasharray': DASH[side] }),
        headAt({ head, hue: side }, 13, 0),
      ]),
    })),
    ...(law === null
      ? []
      : [{ name: lawWords(law, language), width: 26, sign: element('path', { d: 'M0 0H26', stroke: inked('ink'), 'stroke-dasharray': '2 3' }) }]),
  ];
  const key = keyOf(items, right - left);
  const xs = sorted.map(at);
  const ends = [Math.min(...xs), Math.max(...xs)];
  return {
    markup: element('g', {}, [
      words(WORDS.title[language], left, 11, { size: 15, bold: true }),
      element('g', { transform: `translate(0 ${key.height})` }, [
        ...y
          .ticks()
          .flatMap((tick) => [
            element('line', { x1: left, x2: right, y1: y(tick), y2: y(tick), stroke: inked('rule') }),
            ...(/^[125]/.test(String(tick)) ? [words(formatTick(tick), left - 7, y(tick), { anchor: 'end', colour: grey })] : []),
          ]),
        element('path', { d: `M${left} ${TITLE}V${bottom}H${right}`, fill: 'none', stroke: grey }),
        ...ticks.flatMap((tick) => [
          element('line', { x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 5, stroke: grey }),
          words(name(tick), x(tick), bottom + 15, { anchor: 'middle', colour: grey }),
        ]),
        ...(law === null || !x.log
          ? []
          : [
              element('path', {
                d: pathOf(ends.map((end) => ({ x: x(end), y: y(law.factor * end ** law.exponent) }))),
                fill: 'none',
                stroke: inked('ink'),
                'stroke-dasharray': '2 3',
              }),
            ]),
        ...SHOWN.map(({ side, head }) =>
          series(
            side,
            head,
            sorted.map((one) => ({ x: at(one), spread: one[side] })),
            x,
            y,
          ),
        ),
        words(axis.name, (left + right) / 2, bottom + 34, { anchor: 'middle' }),
        words(WORDS.steps[language], 12, (TITLE + bottom) / 2, { anchor: 'middle', turn: -90 }),
      ]),
      element('g', { transform: `translate(${left} ${TITLE - 4})` }, [key.markup]),
    ]),
    height: bottom + key.height + FOOT,
  };
}
