/** Colours of levels: from paper over a hue to ink, ever farther from the paper, so that no meaning hangs on the hue. */

/** Red, green and blue, 0 … 255. */
type Rgb = readonly [number, number, number];

/** (256 · 3) */
export type Ramp = Uint8ClampedArray;

/** Where the hue stands between paper and ink. */
const HUE_AT = 0.62;

/** A colour as tokens write it, or as a browser works it out. @throws Error where it is written otherwise */
export function rgbOf(colour: string): Rgb {
  const [, digits] = /^#([\da-f]{6})/i.exec(colour) ?? [];
  if (digits !== undefined) return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
  const [, ...parts] = /^rgba?\((\d+), (\d+), (\d+)/.exec(colour) ?? [];
  if (parts.length !== 3) throw new Error(`no colour: ${colour}`);
  return parts.map(Number) as unknown as Rgb;
}

export function rampOf(paper: Rgb, hue: Rgb, ink: Rgb): Ramp {
  const ramp = new Uint8ClampedArray(256 * 3);
  for (let level = 0; level < 256; level++) {
    const at = level / 255;
    const [from, to, part] = at < HUE_AT ? [paper, hue, at / HUE_AT] : [hue, ink, (at - HUE_AT) / (1 - HUE_AT)];
    for (let c = 0; c < 3; c++) ramp[3 * level + c] = (from[c] as number) + part * ((to[c] as number) - (from[c] as number));
  }
  return ramp;
}

/** Red, green, blue and opacity of each level, in the order in which rows and columns are to stand: (n, n) → 4n² bytes. */
export function pixelsOf(levels: Uint8Array, ramp: Ramp, order: Int32Array): Uint8ClampedArray<ArrayBuffer> {
  const n = order.length;
  const pixels = new Uint8ClampedArray(4 * n * n);
  for (let row = 0, at = 0; row < n; row++) {
    const first = (order[row] as number) * n;
    for (let column = 0; column < n; column++, at += 4) {
      const from = 3 * (levels[first + (order[column] as number)] as number);
      pixels[at] = ramp[from] as number;
      pixels[at + 1] = ramp[from + 1] as number;
      pixels[at + 2] = ramp[from + 2] as number;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/** Values as levels between two of them. */
export function levelsOf(values: Float32Array, low: number, high: number): Uint8Array {
  const scale = high > low ? 255 / (high - low) : 0;
  const levels = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) levels[i] = Math.max(0, Math.min(255, Math.round(scale * ((values[i] as number) - low))));
  return levels;
}
