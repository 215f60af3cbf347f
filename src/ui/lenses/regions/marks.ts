/** What lies on top of the slice: the examples near the plane, the triangle of the three points, and the points themselves. */
import { NEAR, type AnchorSeen, type SliceSeen } from '../../../engine/looks/regions/question.ts';
import type { Colours } from './colours.ts';
import type { Canvas } from './painting.ts';

/** Plane coordinates (in radii) → device pixels, as the picture is framed now. */
export interface Placed {
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
  /** Device pixels per radius. */
  readonly unit: number;
}

/** By which each of the three points is called. */
export const LETTERS = ['A', 'B', 'C'] as const;
/** CSS pixels. */
const RADIUS = 6;
const NEARBY_RADIUS = 3.5;
const THUMBNAIL = 30;

/** Train is a ring, validation a disc, as at the ends of the curves. */
function mark({ context, ratio }: Canvas, set: 'train' | 'val', x: number, y: number, radius: number, colours: Colours): void {
  context.beginPath();
  context.arc(x, y, radius * ratio, 0, 2 * Math.PI);
  context.fillStyle = set === 'train' ? colours.paper : colours.val;
  context.fill();
  context.strokeStyle = set === 'train' ? colours.train : colours.paper;
  context.lineWidth = (set === 'train' ? 2 : 1) * ratio;
  context.stroke();
}

function nearby({ nearby: found }: SliceSeen, canvas: Canvas, at: Placed, colours: Colours): void {
  const { context, width, height } = canvas;
  for (let i = 0; i < found.count; i++) {
    const [x, y] = [at.x(found.places[3 * i] as number), at.y(found.places[3 * i + 1] as number)];
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const close = 1 - (found.places[3 * i + 2] as number);
    // The farther from the plane, the fainter and smaller.
    context.globalAlpha = 0.15 + 0.75 * close;
    mark(canvas, found.sets[i] === 0 ? 'train' : 'val', x, y, NEARBY_RADIUS * (0.55 + 0.45 * close), colours);
  }
  context.globalAlpha = 1;
}

function triangle({ anchors }: SliceSeen, { context, ratio }: Canvas, at: Placed, colours: Colours): void {
  context.strokeStyle = colours.ink2;
  context.lineWidth = ratio;
  context.setLineDash([2 * ratio, 4 * ratio]);
  context.beginPath();
  anchors.forEach(({ x, y }, k) => (k === 0 ? context.moveTo(at.x(x), at.y(y)) : context.lineTo(at.x(x), at.y(y))));
  context.closePath();
  context.stroke();
  context.setLineDash([]);
  for (const { x, y } of anchors) {
    context.beginPath();
    context.arc(at.x(x), at.y(y), NEAR * at.unit, 0, 2 * Math.PI);
    context.strokeStyle = colours.paper;
    context.lineWidth = 3 * ratio;
    context.stroke();
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.25 * ratio;
    context.stroke();
  }
}

/** Grey pixels as a small picture; dark is a high value, as ink on paper, in both themes. */
export function thumbnail(pixels: Float32Array, rows: number, columns: number): HTMLCanvasElement {
  const image = document.createElement('canvas');
  image.width = columns;
  image.height = rows;
  const context = image.getContext('2d');
  if (context === null) return image;
  const data = context.createImageData(columns, rows);
  const [low, high] = [Math.min(...pixels), Math.max(...pixels)];
  pixels.forEach((value, i) => {
    const shade = 255 * (1 - (value - low) / Math.max(1e-9, high - low));
    data.data.set([shade, shade, shade, 255], 4 * i);
  });
  context.putImageData(data, 0, 0);
  return image;
}

export type Thumbnails = readonly (HTMLCanvasElement | null)[];

interface Labelled {
  readonly words: string;
  readonly picture: HTMLCanvasElement | null;
  /** Device x of the middle between A and B. */
  readonly between: number;
}

function anchor(seen: AnchorSeen, k: number, canvas: Canvas, at: Placed, colours: Colours, { words, picture, between }: Labelled): void {
  const { context, ratio, width, height } = canvas;
  const [x, y] = [at.x(seen.x), at.y(seen.y)];
  mark(canvas, seen.at.set, x, y, RADIUS, colours);
  if (x < -40 * ratio || y < -40 * ratio || x > width + 40 * ratio || y > height + 40 * ratio) return;
  const font = getComputedStyle(document.body).fontFamily;
  context.textBaseline = 'middle';
  // Outside the triangle: the third point's words above it, the others' below.
  const side = seen.y >= 0 ? -1 : 1;
  let top = y + side * (RADIUS + 13) * ratio;
  context.textAlign = 'center';
  if (picture !== null) {
    const size = THUMBNAIL * ratio;
    const [left, upper] = [x - size / 2, side < 0 ? top - size : top];
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, left, upper, size, size);
    context.imageSmoothingEnabled = true;
    context.strokeStyle = seen.at.set === 'train' ? colours.train : colours.val;
    context.lineWidth = 1.5 * ratio;
    context.strokeRect(left, upper, size, size);
    top += side * (THUMBNAIL + 11) * ratio;
  }
  context.font = `600 ${13 * ratio}px ${font}`;
  const name = `${LETTERS[k]}  ${words}`;
  const half = context.measureText(name).width / 2 + 6 * ratio;
  // A lies left of B, and their words keep to their own sides of the middle between them.
  const own = k === 0 ? Math.min(x, between - half) : k === 1 ? Math.max(x, between + half) : x;
  const middle = Math.min(Math.max(own, half), width - half);
  top = Math.min(Math.max(top, 11 * ratio), height - 11 * ratio);
  context.fillStyle = colours.paper;
  context.globalAlpha = 0.86;
  context.beginPath();
  context.roundRect(middle - half, top - 9.5 * ratio, 2 * half, 19 * ratio, 4 * ratio);
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = colours.ink;
  context.fillText(name, middle, top);
}

/** @param words what stands beside each of the three points */
export function drawMarks(seen: SliceSeen, canvas: Canvas, at: Placed, colours: Colours, words: readonly string[], thumbnails: Thumbnails): void {
  nearby(seen, canvas, at, colours);
  triangle(seen, canvas, at, colours);
  const between = at.x((seen.anchors[0].x + seen.anchors[1].x) / 2);
  seen.anchors.forEach((one, k) => anchor(one, k, canvas, at, colours, { words: words[k] ?? '', picture: thumbnails[k] ?? null, between }));
}
