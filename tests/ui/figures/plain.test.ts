/** A drawing of the page on paper is shapes and words: nothing else of it is taken over. */
import { afterEach, expect, test } from 'vitest';
import { plainOf } from '../../../src/ui/figures/plain.ts';
import { sheetOf } from '../../../src/figures/sheet.ts';
import { expectFigure } from '../../figures/wellFormed.ts';

afterEach(() => document.body.replaceChildren());

function figureOf(inside: string): string {
  document.body.innerHTML = `<svg width="100" height="50">${inside}</svg>`;
  const markup = plainOf(document.querySelector('svg') as SVGSVGElement, 'it');
  return sheetOf([{ markup, height: 50 }], { title: 'it', runs: [], caption: '' });
}

test('what is hatched or cut refers to what is in it, by ids of its own', () => {
  const svg = figureOf(
    '<defs><pattern id=":r1:hatch" width="7" height="7" patternUnits="userSpaceOnUse"><line x1="0" x2="0" y1="0" y2="7"/></pattern><clipPath id=":r1:clip"><rect width="5" height="5"/></clipPath></defs><g clip-path="url(#:r1:clip)"><rect x="1" y="2" width="3" height="4" style="fill: url(#:r1:hatch)"/></g>',
  );
  const elements = expectFigure(svg);
  expect(elements.map(({ name }) => name)).toEqual(expect.arrayContaining(['pattern', 'clipPath']));
  expect(elements.filter(({ attributes }) => attributes['clip-path']?.startsWith('url(#it-') === true)).toHaveLength(1);
  expect(svg).not.toContain(':r1:');
});

test('scripts, handlers, and what is elsewhere stay behind; words stay words', () => {
  const svg = figureOf(
    '<text x="1" y="2" dy="0.35em">5 &lt; 7 &amp; «7»</text><rect width="1" height="1" onclick="alert(1)"></rect><image href="https://example.org/a.png"></image><script>alert(1)</script>',
  );
  const elements = expectFigure(svg);
  expect(elements.find(({ name, words }) => name === 'text' && words === '5 < 7 & «7»')?.attributes).toMatchObject({ x: '1', y: '2', dy: '0.35em' });
  expect(svg).not.toMatch(/<script|onclick|example\.org|alert/);
});
