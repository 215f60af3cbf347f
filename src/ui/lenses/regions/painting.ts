/** Paints a slice, in parts: classes, edges by layer, the decision boundary, names. Each part is short, so that the page stays awake. */
import type { SliceSeen } from '../../../engine/looks/regions/question.ts';
import { classTint, lineWidth, type Colours } from './colours.ts';

/** Polygons and lines that are painted between two turns. */
const POLYGONS = 1500;
const LINES = 2500;
/** Share of the picture that a layer's lines may cover before they are painted fainter. */
const FULL = 0.2;
/** A class's name in CSS pixels. */
const NAME = 13;

export interface Canvas {
  readonly context: CanvasRenderingContext2D;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Window coordinates → device pixels. */
function placing({ width, height }: Canvas): { readonly unit: number; readonly x: (x: number) => number; readonly y: (y: number) => number } {
  const unit = Math.max(width, height) / 2;
  return { unit, x: (x) => width / 2 + unit * x, y: (y) => height / 2 - unit * y };
}

/** Pieces in the order of their classes, so that a class is one fill. */
function byClass(classes: Int32Array): Int32Array {
  return Int32Array.from(classes, (_, k) => k).sort((a, b) => (classes[a] as number) - (classes[b] as number));
}

function* fills({ slice }: SliceSeen, canvas: Canvas, outputs: number, dark: boolean): Generator<void> {
  const { context } = canvas;
  const at = placing(canvas);
  const { offsets, corners, classes } = slice;
  let painted = 0;
  let current = -1;
  const fill = (): void => {
    if (current < 0) return;
    context.fillStyle = classTint(current, outputs, dark);
    context.fill();
  };
  for (const k of byClass(classes)) {
    const winner = classes[k] as number;
    if (winner !== current || painted === POLYGONS) {
      fill();
      if (painted === POLYGONS) {
        yield;
        painted = 0;
      }
      context.beginPath();
      current = winner;
    }
    painted++;
    for (let i = offsets[k] as number; i < (offsets[k + 1] as number); i++) {
      const [x, y] = [at.x(corners[2 * i] as number), at.y(corners[2 * i + 1] as number)];
      if (i === offsets[k]) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.closePath();
  }
  fill();
}

function* strokes(segments: Float64Array, canvas: Canvas): Generator<void> {
  const { context } = canvas;
  const at = placing(canvas);
  for (let from = 0; from < segments.length; from += 4 * LINES) {
    context.beginPath();
    for (let i = from; i < Math.min(segments.length, from + 4 * LINES); i += 4) {
      context.moveTo(at.x(segments[i] as number), at.y(segments[i + 1] as number));
      context.lineTo(at.x(segments[i + 2] as number), at.y(segments[i + 3] as number));
    }
    context.stroke();
    yield;
  }
}

/** Length of all segments in window units. */
function lengthOf(segments: Float64Array): number {
  let length = 0;
  for (let i = 0; i < segments.length; i += 4) {
    length += Math.hypot((segments[i + 2] as number) - (segments[i] as number), (segments[i + 3] as number) - (segments[i + 1] as number));
  }
  return length;
}

function* edges({ slice }: SliceSeen, canvas: Canvas, colours: Colours): Generator<void> {
  const { context, ratio, width, height } = canvas;
  const { unit } = placing(canvas);
  // Deep layers first: the first layer's lines run on top.
  for (let l = slice.edges.length - 1; l >= 0; l--) {
    const segments = slice.edges[l] as Float64Array;
    const wide = ratio * lineWidth(l, slice.edges.length);
    const share = (lengthOf(segments) * unit * wide) / (width * height);
    context.lineWidth = wide * Math.max(0.6, Math.min(1, FULL / share));
    context.strokeStyle = colours.layers[l] as string;
    context.globalAlpha = Math.max(0.16, Math.min(0.65, FULL / share));
    yield* strokes(segments, canvas);
  }
  context.globalAlpha = 1;
}

function* boundary({ slice }: SliceSeen, canvas: Canvas, colours: Colours): Generator<void> {
  const { context, ratio } = canvas;
  context.lineCap = 'round';
  context.strokeStyle = colours.paper;
  context.lineWidth = 4.5 * ratio;
  context.globalAlpha = 0.8;
  yield* strokes(slice.boundary, canvas);
  context.globalAlpha = 1;
  context.strokeStyle = colours.ink;
  context.lineWidth = 2.25 * ratio;
  yield* strokes(slice.boundary, canvas);
  context.lineCap = 'butt';
}

function names({ places }: SliceSeen, canvas: Canvas, colours: Colours, write: (answer: number) => string): void {
  const { context, ratio } = canvas;
  const at = placing(canvas);
  context.font = `${NAME * ratio}px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { winner, x, y, room } of places) {
    const name = write(winner);
    if (room * at.unit < (0.42 * NAME + 2.6 * name.length) * ratio) continue;
    context.strokeStyle = colours.paper;
    context.lineWidth = 3 * ratio;
    context.strokeText(name, at.x(x), at.y(y));
    context.fillStyle = colours.ink2;
    context.fillText(name, at.x(x), at.y(y));
  }
}

/** @param outputs how many classes there are; one where answers are values, which have no tint and no names. @param write a class as its task does */
export function* paint(seen: SliceSeen, canvas: Canvas, outputs: number, colours: Colours, write: (answer: number) => string): Generator<void> {
  const { context, width, height } = canvas;
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, width, height);
  if (outputs > 1) yield* fills(seen, canvas, outputs, colours.dark);
  yield;
  yield* edges(seen, canvas, colours);
  yield* boundary(seen, canvas, colours);
  names(seen, canvas, colours, write);
}
