/** What is on a canvas for the numbers of an image: a colour where a pixel has three, else ink on paper, its value the opacity, at home in both themes. */
interface Drawn {
  /** (rows, columns, channels), row by row. */
  readonly values: ArrayLike<number>;
  readonly channels: number;
  /** Values of black or blank paper, and of white or full ink. */
  readonly domain: readonly [low: number, high: number];
}

/** The same on white paper, of no opacity but the whole: what prints SVG often knows none. */
export function inkedOnPaper(drawn: Drawn): Uint8ClampedArray<ArrayBuffer> {
  const data = inked(drawn);
  for (let at = 0; at < data.length; at += 4) {
    const opacity = data[at + 3] as number;
    if (opacity === 255) continue;
    data.set([255 - opacity, 255 - opacity, 255 - opacity, 255], at);
  }
  return data;
}

/** Red, green, blue and opacity of each pixel, 0 … 255. */
export function inked({ values, channels, domain: [low, high] }: Drawn): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray((4 * values.length) / channels);
  const level = (i: number): number => (255 * ((values[i] as number) - low)) / (high - low);
  for (let at = 0, i = 0; at < data.length; at += 4, i += channels) {
    data.set(channels === 3 ? [level(i), level(i + 1), level(i + 2), 255] : [0, 0, 0, level(i)], at);
  }
  return data;
}
