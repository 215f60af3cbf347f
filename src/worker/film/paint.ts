/** A figure's elements on a canvas: as much of SVG as figures of charts are made of. */
import type { Markup } from '../../figures/markup.ts';

type Context = OffscreenCanvasRenderingContext2D;

/** What elements refer to by `url(#…)`. */
type Known = Map<string, Markup>;

/** What text takes from the elements around it. */
interface Type {
  readonly family: string;
  readonly size: number;
}

const numberOf = ({ attributes }: Markup, name: string, otherwise = 0): number => Number(attributes[name] ?? otherwise);

/** Whoever draws the same element again has its path at once. */
const paths = new WeakMap<Markup, Path2D>();

function made(shape: Markup): Path2D {
  const at = (name: string): number => numberOf(shape, name);
  const path = new Path2D(shape.name === 'path' ? String(shape.attributes['d'] ?? '') : undefined);
  switch (shape.name) {
    case 'line':
      path.moveTo(at('x1'), at('y1'));
      path.lineTo(at('x2'), at('y2'));
      break;
    case 'rect':
      path.roundRect(at('x'), at('y'), at('width'), at('height'), at('rx'));
      break;
    case 'circle':
      path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI);
      break;
    default:
  }
  return path;
}

function pathOf(shape: Markup): Path2D {
  const path = paths.get(shape) ?? made(shape);
  paths.set(shape, path);
  return path;
}

function transform(context: Context, list: string): void {
  for (const [, kind, inside = ''] of list.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b = 0, c = 0] = inside.split(/[\s,]+/).map(Number);
    if (kind === 'translate') context.translate(a, b);
    if (kind === 'rotate') {
      context.translate(b, c);
      context.rotate((a * Math.PI) / 180);
      context.translate(-b, -c);
    }
  }
}

const referred = (value: unknown): string | null => /^url\(#(.*)\)$/.exec(String(value))?.[1] ?? null;

/** A tile of a pattern, at the size of the canvas's own pixels. */
function patternOf(context: Context, pattern: Markup, known: Known): CanvasPattern | null {
  const scale = context.getTransform().a;
  const tile = new OffscreenCanvas(Math.ceil(numberOf(pattern, 'width') * scale), Math.ceil(numberOf(pattern, 'height') * scale));
  const own = tile.getContext('2d');
  if (own === null) return null;
  own.scale(scale, scale);
  for (const child of pattern.children) if (typeof child !== 'string') paint(own, child, known);
  const result = context.createPattern(tile, 'repeat');
  const turned = /rotate\(([\d.]+)\)/.exec(String(pattern.attributes['patternTransform'] ?? ''))?.[1];
  result?.setTransform(new DOMMatrix().rotate(Number(turned ?? 0)).scale(1 / scale));
  return result;
}

function styleOf(context: Context, value: string | number | undefined, known: Known): string | CanvasPattern | null {
  if (value === undefined || value === 'none') return null;
  const id = referred(value);
  const pattern = id === null ? undefined : known.get(id);
  return id === null ? String(value) : pattern === undefined ? null : patternOf(context, pattern, known);
}

/** Fills and strokes by an element's attributes, each with its own opacity. */
function inkedBy(context: Context, { attributes }: Markup, known: Known, usual: string | undefined, fill: () => void, stroke: () => void): void {
  const whole = context.globalAlpha;
  const [inner, outer] = [styleOf(context, attributes['fill'] ?? usual, known), styleOf(context, attributes['stroke'], known)];
  const doFill = (): void => {
    if (inner === null) return;
    context.globalAlpha = whole * Number(attributes['fill-opacity'] ?? 1);
    context.fillStyle = inner;
    fill();
  };
  const doStroke = (): void => {
    if (outer === null) return;
    context.globalAlpha = whole * Number(attributes['stroke-opacity'] ?? 1);
    context.strokeStyle = outer;
    context.lineWidth = Number(attributes['stroke-width'] ?? 1);
    context.lineJoin = attributes['stroke-linejoin'] === 'round' ? 'round' : 'miter';
    context.setLineDash(
      attributes['stroke-dasharray'] === undefined
        ? []
        : String(attributes['stroke-dasharray'])
            .split(/[\s,]+/)
            .map(Number),
    );
    stroke();
  };
  if (attributes['paint-order'] === 'stroke') {
    doStroke();
    doFill();
  } else {
    doFill();
    doStroke();
  }
  context.globalAlpha = whole;
}

/** Words, and behind them those of a `tspan`, smaller and greyer. */
function write(context: Context, line: Markup, known: Known, type: Type): void {
  const at = { x: numberOf(line, 'x'), y: numberOf(line, 'y') };
  const fontOf = ({ attributes }: Markup): string => `${attributes['font-weight'] ?? 400} ${attributes['font-size'] ?? type.size}px ${type.family}`;
  const parts = line.children.map((child) =>
    typeof child === 'string'
      ? { of: line, words: child, dx: 0 }
      : { of: child, words: child.children.filter((one) => typeof one === 'string').join(''), dx: numberOf(child, 'dx') },
  );
  const widths = parts.map(({ of, words, dx }) => {
    context.font = fontOf(of);
    return dx + context.measureText(words).width;
  });
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const anchor = line.attributes['text-anchor'];
  let x = at.x - (anchor === 'middle' ? whole / 2 : anchor === 'end' ? whole : 0);
  for (const [i, { of, words, dx }] of parts.entries()) {
    context.font = fontOf(of);
    const from = x + dx;
    inkedBy(
      context,
      of,
      known,
      '#000000',
      () => context.fillText(words, from, at.y),
      () => context.strokeText(words, from, at.y),
    );
    x += widths[i] as number;
  }
}

/** @param known what was defined before it. */
export function paint(context: Context, markup: Markup, known: Known = new Map(), type: Type = { family: 'sans-serif', size: 13 }): void {
  const { name, attributes, children } = markup;
  if (name === 'clipPath' || name === 'pattern') return void known.set(String(attributes['id']), markup);
  context.save();
  if (attributes['transform'] !== undefined) transform(context, String(attributes['transform']));
  if (attributes['opacity'] !== undefined) context.globalAlpha *= Number(attributes['opacity']);
  const clip = known.get(referred(attributes['clip-path']) ?? '');
  for (const shape of clip?.children ?? []) if (typeof shape !== 'string') context.clip(pathOf(shape));
  if (name === 'g') {
    const within = { family: String(attributes['font-family'] ?? type.family), size: Number(attributes['font-size'] ?? type.size) };
    for (const child of children) if (typeof child !== 'string') paint(context, child, known, within);
  } else if (name === 'text') write(context, markup, known, type);
  else {
    const path = pathOf(markup);
    inkedBy(
      context,
      markup,
      known,
      '#000000',
      () => context.fill(path),
      () => context.stroke(path),
    );
  }
  context.restore();
}
