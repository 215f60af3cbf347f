/** SVG as a tree, which is written as text or painted. Words are escaped wherever they stand: whatever a name says, it is a name. Pure. */

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of SVG. Only `element` makes any. */
export class Markup {
  readonly name: string;
  readonly attributes: Attributes;
  /** Words, which are escaped, and elements. */
  readonly children: readonly (Markup | string)[];

  constructor(name: string, attributes: Attributes, children: readonly (Markup | string)[]) {
    this.name = name;
    this.attributes = attributes;
    this.children = children;
  }

  /** As XML. */
  get text(): string {
    const pairs = Object.entries(this.attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${written(value)}"`]));
    const inside = this.children.map((child) => (typeof child === 'string' ? escaped(child) : child.text)).join('');
    return `<${this.name}${pairs.join('')}${inside === '' ? '/>' : `>${inside}</${this.name}>`}`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What no XML may hold, however it is written. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu; // oxlint-disable-line no-control-regex

const escaped = (words: string): string => words.replaceAll(FORBIDDEN, '\ufffd').replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] as string);

/** A picture of megabytes has nothing to escape, and looking for it would take longer than all the rest. */
const PICTURE = /^data:image\/png;base64,[A-Za-z0-9+/=]*$/;

/** To a hundredth of a pixel. */
const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : PICTURE.test(value) ? value : escaped(value);

/** @param children words, which are escaped, and elements */
export const element = (name: string, attributes: Attributes, children: readonly (Markup | string)[] = []): Markup => new Markup(name, attributes, children);

/** A line through points, in pixels. */
export function pathOf(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${written(x)} ${written(y)}`).join('');
}
