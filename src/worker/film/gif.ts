/**
 * Pictures as an animated GIF: one table of colours for all of them, and of every picture after the first only what has changed. gifenc writes
 * each as it comes; libraries that hold all pictures until the last would take gigabytes.
 */
import { applyPalette, GIFEncoder, quantize, snapColorsToPalette, type Rgb } from 'gifenc';

export interface Pixels {
  /** Red, green, blue and opacity of each, row by row. */
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

interface GifWriter {
  /** @param seconds for which it stands: a whole number of hundredths. */
  add(pixels: Pixels, seconds: number): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** Of 256 colours one is none: what has not changed. */
const COLOURS = 255;
/** Leaves what is there. */
const KEEP = 1;

/** @param samples pictures that between them have every colour. @param exact colours that stay what they are */
export function gifWriter(samples: readonly Pixels[], exact: readonly Rgb[]): GifWriter {
  const all = new Uint8ClampedArray(samples.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of samples) {
    all.set(data, at);
    at += data.length;
  }
  const palette = quantize(all, COLOURS);
  snapColorsToPalette(palette, [...exact]);
  const nothing = palette.length;
  const table: Rgb[] = [...palette, [0, 0, 0]];
  const gif = GIFEncoder();
  let before: Uint8Array | null = null;
  return {
    add({ data, width, height }, seconds) {
      const now = applyPalette(data, palette);
      const last = before;
      const changed = last === null ? now : now.map((colour, i) => (colour === last[i] ? nothing : colour));
      gif.writeFrame(changed, width, height, {
        delay: Math.round(seconds * 100) * 10,
        dispose: KEEP,
        ...(last === null ? { palette: table, repeat: 0 } : { transparent: true, transparentIndex: nothing }),
      });
      before = now;
    },
    bytes() {
      gif.finish();
      return gif.bytes();
    },
  };
}
