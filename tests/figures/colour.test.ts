/** Colours as CSS has them: oklab mixtures against the values that browsers give. */
import { expect, test } from 'vitest';
import { colourOf, hexOf } from '../../src/figures/colour.ts';
import { inked, token } from '../../src/figures/palette.ts';
import { HUES } from '../../src/engine/probes/chart.ts';

const plain = (value: string): string => hexOf(colourOf(value, () => ''));

test.each([
  ['#c77c00', '#c77c00'],
  ['color-mix(in srgb, #ff0000 50%, #0000ff)', '#800080'],
  ['color-mix(in oklab, #ff0000 50%, #0000ff)', '#8c53a2'],
  ['color-mix(in oklab, #d55e00 74%, #1c1e21)', '#a14e1f'],
  ['color-mix(in oklab, #ffffff 50%, #000000)', '#636363'],
])('%s', (value, hex) => expect(plain(value)).toBe(hex));

test('every hue has a colour on paper', () => {
  for (const hue of HUES) expect(inked(hue)).toMatch(/^#[\da-f]{6}$/);
  expect(token('phase-memorising')[3]).toBeCloseTo(0x14 / 255);
  expect(inked('paper')).toBe('#ffffff');
  expect(() => inked('nothing')).toThrow('no token --nothing');
});

test('what is no colour is refused', () => expect(() => plain('red')).toThrow('no colour: red'));
