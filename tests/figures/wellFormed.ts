/** Reads XML as strictly as is needed to know that it is some, and gives the elements back. */
import { expect } from 'vitest';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Words directly in it. */
  words: string;
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (/[<>]/.test(text)) throw new Error(`a bare sign in ${text.slice(0, 80)}`);
  return text.replaceAll(/&([^;]{0,8});?/g, (all, name: string) => {
    const sign = SIGNS[name];
    if (sign === undefined) throw new Error(`no entity: ${all}`);
    return sign;
  });
}

/** @throws Error where it is not well-formed */
function elementsOf(xml: string): Element[] {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(xml)) throw new Error('a character that XML has not'); // oxlint-disable-line no-control-regex
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const elements: Element[] = [];
  const open: Element[] = [];
  for (const [, words = '', tag = ''] of body.matchAll(/([^<]*)(<[^>]*>|$)/g)) {
    const within = open.at(-1);
    if (within !== undefined) within.words += unescaped(words);
    else if (words.trim() !== '') throw new Error(`words outside: ${words}`);
    if (tag === '') continue;
    const [, closes = '', name = '', list = '', empty = ''] = /^<(\/?)([A-Za-z]+)((?: [A-Za-z0-9-]+="[^"<]*")*)(\/?)>$/.exec(tag) ?? [];
    if (name === '') throw new Error(`no tag: ${tag.slice(0, 120)}`);
    if (closes !== '') {
      if (open.pop()?.name !== name) throw new Error(`closed too soon: ${tag}`);
      continue;
    }
    const pairs = Array.from(list.matchAll(/ ([A-Za-z0-9-]+)="([^"]*)"/g), ([, key = '', value = '']) => [key, unescaped(value)] as const);
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice: ${tag}`);
    const element = { name, attributes: Object.fromEntries(pairs), words: '' };
    elements.push(element);
    if (empty === '') open.push(element);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.at(-1)?.name}`);
  return elements;
}

const KNOWN = new Set([
  'svg',
  'title',
  'desc',
  'g',
  'path',
  'line',
  'rect',
  'circle',
  'text',
  'tspan',
  'pattern',
  'clipPath',
  'defs',
  'image',
  'linearGradient',
  'stop',
]);

/** A figure of ours: well-formed, of nothing but shapes and words, without scripts, styles or anything from elsewhere; every number is one. */
export function expectFigure(svg: string): Element[] {
  const elements = elementsOf(svg);
  expect(elements[0]).toMatchObject({ name: 'svg', attributes: { xmlns: 'http://www.w3.org/2000/svg', width: '160mm' } });
  expect(elements.filter(({ name }) => !KNOWN.has(name))).toEqual([]);
  const attributes = elements.flatMap((one) => Object.entries(one.attributes));
  expect(attributes.filter(([key]) => /^on|^style$|^class$/i.test(key))).toEqual([]);
  expect(attributes.filter(([key, value]) => key === 'href' && !value.startsWith('data:image/png;base64,'))).toEqual([]);
  expect(attributes.filter(([, value]) => /NaN|Infinity|undefined|var\(|color-mix|javascript:|url\((?!#)/.test(value))).toEqual([]);
  // What is referred to is in it.
  const ids = new Set(attributes.filter(([key]) => key === 'id').map(([, value]) => value));
  expect(attributes.flatMap(([, value]) => /^url\(#(.*)\)$/.exec(value)?.[1] ?? []).filter((id) => !ids.has(id))).toEqual([]);
  return elements;
}
