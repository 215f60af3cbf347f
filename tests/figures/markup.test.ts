/** What is written as SVG: numbers to a hundredth, words escaped wherever they stand, and pictures as they are. */
import { expect, test } from 'vitest';
import { element } from '../../src/figures/markup.ts';

test('numbers have two digits, what is undefined is left out, and elements stand in each other', () => {
  const inner = element('line', { x1: 1 / 3, x2: 2, stroke: undefined });
  expect(element('g', { opacity: 0.5 }, [inner, 'a']).text).toBe('<g opacity="0.5"><line x1="0.33" x2="2"/>a</g>');
});

test('words are escaped, in attributes and beside elements', () => {
  expect(element('text', { id: `"><&'` }, ['<b>&\u0000']).text).toBe('<text id="&quot;&gt;&lt;&amp;&apos;">&lt;b&gt;&amp;\ufffd</text>');
});

test('a picture is as it was; what only begins like one is escaped', () => {
  const picture = `data:image/png;base64,${'iVBORw0KGgo+/'.repeat(3)}==`;
  expect(element('image', { href: picture }).text).toBe(`<image href="${picture}"/>`);
  expect(element('image', { href: `${picture}" onload="x` }).text).toBe(`<image href="${picture}&quot; onload=&quot;x"/>`);
});
