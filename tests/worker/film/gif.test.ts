/** A GIF of ours as another decoder reads it: its pictures, how long each stands, and that it plays over and over. */
import { GifReader } from 'omggif';
import { expect, test } from 'vitest';
import { gifWriter, type Pixels } from '../../../src/worker/film/gif.ts';

const [WIDTH, HEIGHT] = [8, 6];
type Colour = readonly [number, number, number];
const [PAPER, INK, TRAIN]: readonly Colour[] = [
  [255, 255, 255],
  [28, 30, 33],
  [199, 124, 0],
] as never;

/** Paper with ink in the columns up to `filled`, and one pixel of the train's hue. */
function picture(filled: number): Pixels {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) data.set([...((i % WIDTH < filled ? INK : PAPER) as Colour), 255], 4 * i);
  data.set([...(TRAIN as Colour), 255], 0);
  return { data, width: WIDTH, height: HEIGHT };
}

const written = (pictures: readonly (readonly [Pixels, number])[]): GifReader => {
  const gif = gifWriter([(pictures[0] as readonly [Pixels, number])[0], (pictures.at(-1) as readonly [Pixels, number])[0]], [PAPER, INK, TRAIN] as never);
  for (const [pixels, seconds] of pictures) gif.add(pixels, seconds);
  return new GifReader(gif.bytes());
};

test('every picture is what it was, drawn over the one before', () => {
  const counts = [0, 3, 3, 8, 1];
  const read = written(counts.map((filled, i) => [picture(filled), 0.04 * (i + 1)]));
  expect([read.width, read.height, read.numFrames(), read.loopCount()]).toEqual([WIDTH, HEIGHT, counts.length, 0]);
  const shown = new Uint8Array(4 * WIDTH * HEIGHT);
  for (const [i, filled] of counts.entries()) {
    // In hundredths of a second; and what is there stays.
    expect(read.frameInfo(i)).toMatchObject({ delay: 4 * (i + 1), x: 0, y: 0, width: WIDTH, height: HEIGHT });
    expect(read.frameInfo(i).disposal).toBeLessThan(2);
    read.decodeAndBlitFrameRGBA(i, shown);
    expect([...shown]).toEqual([...picture(filled).data]);
  }
});

test('a picture in which nothing has changed takes next to nothing', () => {
  const noise: Pixels = {
    width: 64,
    height: 64,
    data: new Uint8ClampedArray(4 * 64 * 64).map((_, i) => (i % 4 === 3 ? 255 : (Math.imul(i, 2654435761) >>> 24) & 0xf0)),
  };
  const sizeOf = (count: number): number => {
    const gif = gifWriter([noise], []);
    for (let k = 0; k < count; k++) gif.add(noise, 0.04);
    return gif.bytes().length;
  };
  expect((sizeOf(11) - sizeOf(1)) / 10).toBeLessThan(0.15 * sizeOf(1));
});
