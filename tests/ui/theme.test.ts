/** Hues of curves: seen on both papers, and told from each other, in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HUES, TENSOR_HUES } from '../../src/engine/probes/chart.ts';

const css = readFileSync('src/ui/theme.css', 'utf8');
const [light = '', dark = ''] = css.split("[data-theme='dark']");

/** A token's own colour in a theme: dark leaves the light ones where it says nothing else. */
function hexOf(name: string, theme: string): string {
  const value = [theme, light].map((part) => new RegExp(`--${name}: ([^;]+);`).exec(part)?.[1]).find((found) => found !== undefined) ?? '';
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  return other === undefined ? value : hexOf(other, theme);
}

const linear = (hex: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));

const luminance = (hex: string): number => linear(hex).reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] as number), 0);

/** WCAG 2.2, 1.4.3. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const times = (rows: readonly (readonly number[])[], x: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, m, i) => sum + m * (x[i] as number), 0));

/** Ottosson 2020. */
function oklab(hex: string): number[] {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    linear(hex),
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt),
  );
}

const apart = (a: string, b: string): number => Math.hypot(...oklab(a).map((x, i) => x - (oklab(b)[i] as number)));

/** Hues of their own; an attack's radii and masked inputs are mixtures with the ink. */
const OWN = HUES.filter((hue) => !/^(robust-[234]|masked|tensor)/.test(hue));

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_, theme) => {
  const papers = ['paper', 'paper-2'].map((name) => hexOf(name, theme));

  test.each([...OWN, ...TENSOR_HUES])('%s: lines are seen at 3 : 1 and words read at 4.5 : 1', (hue) => {
    const least = (name: string): number => Math.min(...papers.map((paper) => contrast(hexOf(name, theme), paper)));
    // Before there was a second paper some lines were chosen for the first alone.
    expect(contrast(hexOf(hue, theme), papers[0] as string)).toBeGreaterThanOrEqual(3);
    expect(least(`${hue}-ink`)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['quantities', OWN, 0.05],
    ['tensors', TENSOR_HUES, 0.1],
  ] as const)('of %s no two are alike', (__, hues, least) => {
    const pairs = hues.flatMap((a, i) => hues.slice(0, i).map((b) => [a, b, apart(hexOf(a, theme), hexOf(b, theme))] as const));
    expect(pairs.filter(([, , distance]) => distance < least)).toEqual([]);
  });
});
