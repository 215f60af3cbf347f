/** One chart of a figure: title and key, axes, the curves of the run and of those behind it, and what happened to it. Pure. */
import { text } from '../engine/text.ts';
import { bandsMarkup, doubtsMarkup, marksMarkup, uprightsOf } from './events.ts';
import type { Ground } from './ground.ts';
import { headAt } from './key.ts';
import { element, type Markup } from './markup.ts';
import { inked, inkedAs } from './palette.ts';
import { bandsOf } from './plot/bands.ts';
import { ghostEnds } from './plot/ghostEnds.ts';
import type { LabelBox } from './plot/labels.ts';
import { readout, valuesAt, type Moment } from './readout.ts';
import { cutAt } from './stretches.ts';
import { words } from './type.ts';

export interface Panel {
  readonly markup: Markup;
  readonly height: number;
}

/** Around the middle of a line's head. */
const HEAD = 6;
const EMPTY = text('No values yet.', 'まだ値がありません。');

const around = ({ x, y }: { readonly x: number; readonly y: number }): LabelBox => ({ left: x - HEAD, right: x + HEAD, middle: y, height: 2 * HEAD });

/** @param moment null: the latest, with the lines' heads at their ends */
export function panelOf(ground: Ground, moment: Moment | null = null): Panel {
  const { spec, bench, place, frame, lines, behind, top } = ground;
  const { record, names, language } = bench;
  const { scene } = frame;
  const { margin, width, height } = scene.box;
  const until = moment?.cut === true ? moment.step : null;
  const bands = until === null ? ground.bands : bandsOf(cutAt(ground.bands, until), scene, language);
  const marks = until === null ? ground.marks : ground.marks.filter(({ marker }) => marker.step <= until);
  const values = moment === null ? [] : valuesAt(ground, moment);
  const heads = moment === null ? lines.flatMap(({ series, points }) => points.slice(-1).map(({ x, y }) => ({ series, x, y }))) : values;
  const upright = [...bands.flatMap((band) => band.upright ?? []), ...(place.named ? uprightsOf(marks, scene) : [])];
  const taken = [...upright, ...heads.map(around)];
  // Names stand at the ends of lines, which are not there yet.
  const ends = until === null ? ghostEnds(frame, names, false, taken, language) : [];
  const clip = `until-${spec.id}`;
  const plot = element('g', { transform: `translate(0 ${top})` }, [
    bandsMarkup(bands, scene),
    ground.grid,
    doubtsMarkup(spec, record, scene, until, language),
    ...(until === null
      ? [ground.curves]
      : [
          element('clipPath', { id: clip }, [element('rect', { x: 0, y: 0, width: Math.max(margin.left, scene.x(until)) + 0.5, height })]),
          element('g', { 'clip-path': `url(#${clip})` }, [ground.curves]),
        ]),
    marksMarkup(marks, scene, place.named),
    ground.axes,
    ...(moment === null ? [] : [readout(ground, moment, values, upright)]),
    ...heads.map(({ series, x, y }) => headAt(series, x, y)),
    ...ends.map(({ words: name, colour, x, y }) => words(name, x, y, { anchor: 'end', bold: true, colour: inkedAs(colour), edged: true })),
    ...(lines.length + behind.length === 0
      ? [words(EMPTY[language], (margin.left + width - margin.right) / 2, margin.top + place.height / 2, { anchor: 'middle', colour: inked('ink-2') })]
      : []),
  ]);
  return { markup: element('g', {}, [ground.head, plot]), height: top + height };
}
