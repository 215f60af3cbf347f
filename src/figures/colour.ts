/** Colours of a style sheet as SVG of any age knows them: #rrggbb, and an opacity beside it. Pure. */

/** Red, green, blue and opacity, 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, opacity: number];

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

export const hexOf = ([red, green, blue]: Colour): string =>
  `#${[red, green, blue]
    .map((share) =>
      Math.round(255 * clamp(share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** @throws Error where it is none */
function fromHex(hex: string): Colour {
  const digits = /^#([\da-f]{6})([\da-f]{2})?$/i.exec(hex);
  if (digits === null) throw new Error(`no colour: ${hex}`);
  const [, rgb = '', opacity = 'ff'] = digits;
  const share = (from: number): number => Number.parseInt(rgb.slice(from, from + 2), 16) / 255;
  return [share(0), share(2), share(4), Number.parseInt(opacity, 16) / 255];
}

const linear = (share: number): number => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
const gamma = (light: number): number => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);

type Three = readonly [number, number, number];
const times = (rows: readonly [Three, Three, Three], [x, y, z]: Three): Three => rows.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Three;

/** Oklab (B. Ottosson, «A perceptual color space for image processing», 2020), from linear sRGB and back. */
const TO_CONES = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
] as const;
const TO_LAB = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
] as const;
const FROM_LAB = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
] as const;
const FROM_CONES = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
] as const;

const labOf = ([red, green, blue]: Colour): Three =>
  times(TO_LAB, times(TO_CONES, [linear(red), linear(green), linear(blue)]).map(Math.cbrt) as unknown as Three);
const ofLab = (lab: Three): Three => times(FROM_CONES, times(FROM_LAB, lab).map((cone) => cone ** 3) as unknown as Three).map(gamma) as unknown as Three;

type Space = 'oklab' | 'srgb';

/** `share` of the one and the rest of the other, both opaque. */
export function mixed(space: Space, one: Colour, share: number, other: Colour): Colour {
  const between = (a: Three, b: Three): Three => a.map((value, i) => share * value + (1 - share) * (b[i] as number)) as unknown as Three;
  const [red, green, blue] = space === 'oklab' ? ofLab(between(labOf(one), labOf(other))) : between([one[0], one[1], one[2]], [other[0], other[1], other[2]]);
  return [red, green, blue, 1];
}

const MIX = /^color-mix\(in (oklab|srgb), (.+) ([\d.]+)%, (.+)\)$/;

/** @param tokenOf what `var(…)` stands for. @throws Error where it is no colour that the tokens use */
export function colourOf(value: string, tokenOf: (name: string) => string): Colour {
  const token = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  if (token !== undefined) return colourOf(tokenOf(token), tokenOf);
  const [, space, one, share, other] = MIX.exec(value) ?? [];
  if (one === undefined || other === undefined) return fromHex(value);
  return mixed(space as Space, colourOf(one, tokenOf), Number(share) / 100, colourOf(other, tokenOf));
}
