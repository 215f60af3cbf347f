/**
 * A drawing of the page as plain SVG: what style sheets say of each shape stands at the shape, every colour as #rrggbb, and nothing is taken over
 * but shapes and words.
 */
import { element, type Markup } from '../../figures/markup.ts';

const SHAPES: ReadonlySet<string> = new Set(['g', 'path', 'line', 'rect', 'circle', 'text', 'tspan', 'defs', 'pattern', 'clipPath']);
/** Where things are: taken over as they stand. */
const PLACES = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'd', 'dx', 'dy', 'width', 'height', 'transform', 'patternUnits', 'patternTransform'];
const PAINTS = ['fill', 'stroke'] as const;
/** What style sheets say, where it is not what SVG takes for granted. */
const LOOKS: Readonly<Record<string, string>> = {
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  opacity: '1',
};
const WORDS: Readonly<Record<string, string>> = { 'font-size': '', 'font-weight': '400', 'text-anchor': 'start' };

interface Paint {
  readonly colour: string;
  readonly opacity: number;
}

/** Colours as a browser computes them, whatever their space, by the pixel that they make. */
function paints(): (value: string) => Paint {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map<string, Paint>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined || context === null) return before ?? { colour: '#000000', opacity: 1 };
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = value;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    const paint = { colour: `#${[red, green, blue].map((share) => share.toString(16).padStart(2, '0')).join('')}`, opacity: alpha / 255 };
    known.set(value, paint);
    return paint;
  };
}

/** @param prefix of ids, which are the document's own. */
export function plainOf(svg: SVGSVGElement, prefix: string): Markup {
  const paintOf = paints();
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    const known = ids.get(id) ?? `${prefix}-${ids.size}`;
    ids.set(id, known);
    return known;
  };
  const referred = (value: string): string | null => {
    const id = /^url\(["']?#(.+?)["']?\)/.exec(value)?.[1];
    return id === undefined ? null : `url(#${idOf(id.replaceAll('\\', ''))})`;
  };
  const painted = (style: CSSStyleDeclaration, name: (typeof PAINTS)[number]): Record<string, string | number> => {
    const value = style.getPropertyValue(name);
    const reference = referred(value);
    if (reference !== null) return { [name]: reference };
    if (value === 'none' || value === '') return name === 'fill' ? { fill: 'none' } : {};
    const { colour, opacity } = paintOf(value);
    const whole = opacity * Number(style.getPropertyValue(`${name}-opacity`) || 1);
    return { [name]: colour, ...(whole < 1 ? { [`${name}-opacity`]: whole } : {}) };
  };
  const attributesOf = (node: Element): Record<string, string | number> => {
    const style = getComputedStyle(node);
    const own = node.tagName === 'text' || node.tagName === 'tspan' ? { ...LOOKS, ...WORDS } : LOOKS;
    const clip = referred(node.getAttribute('clip-path') ?? '');
    return {
      ...Object.fromEntries(PLACES.flatMap((name) => (node.hasAttribute(name) ? [[name, node.getAttribute(name) as string]] : []))),
      ...(node.id === '' ? {} : { id: idOf(node.id) }),
      ...(clip === null ? {} : { 'clip-path': clip }),
      ...(node.tagName === 'g' ? {} : { ...painted(style, 'fill'), ...painted(style, 'stroke') }),
      ...Object.fromEntries(
        Object.entries(own).flatMap(([name, usual]) => {
          const value = style.getPropertyValue(name);
          return value === '' || value === usual ? [] : [[name, value.replaceAll(/(\d)px/g, '$1')]];
        }),
      ),
    };
  };
  const taken = (node: Node, said = false): (Markup | string)[] => {
    if (node instanceof Element && SHAPES.has(node.tagName)) {
      const speaks = node.tagName === 'text' || node.tagName === 'tspan';
      return [
        element(
          node.tagName,
          attributesOf(node),
          Array.from(node.childNodes).flatMap((child) => taken(child, speaks)),
        ),
      ];
    }
    // Where words stand, a translator's elements stand for the words in them.
    return said ? [node.textContent ?? ''] : [];
  };
  return element(
    'g',
    {},
    Array.from(svg.childNodes).flatMap((child) => taken(child)),
  );
}
