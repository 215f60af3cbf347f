/** A figure as pixels, by the browser's own hand: an SVG document that refers to nothing taints no canvas. */
import { text } from '../../engine/text.ts';
import { Spoken } from '../../engine/spoken.ts';
import { within } from '../../engine/within.ts';
import { DOTS, DPI } from '../../figures/sheet.ts';
import { WIDTH } from '../../figures/type.ts';
import { encoded } from '../figures/encoded.ts';
import { withDensity } from './density.ts';

/** Longest wait for a browser to read the picture, in milliseconds. */
const READ_MS = 30_000;
/** Height of what is drawn in one task, in pixels. */
const STRIP = 400;
const PICTURE = text('the picture', '画像');
const NO_CANVAS = text('the browser gives no canvas of that size', 'この大きさのキャンバスをブラウザーが用意できません');

/** @param turn between reading it, drawing it and packing it, each of which takes the page's thread */
export async function rasterise(svg: string, turn: () => Promise<void>): Promise<Blob> {
  const [, wide = 1, high = 1] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
  const image = new Image();
  image.src = await within(READ_MS, PICTURE, encoded(new Blob([svg], { type: 'image/svg+xml' })));
  await turn();
  await within(READ_MS, PICTURE, image.decode());
  await turn();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(WIDTH * DOTS);
  canvas.height = Math.ceil((canvas.width * high) / wide);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Spoken(NO_CANVAS);
  await turn();
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  await turn();
  for (let y = 0; y < canvas.height; y += STRIP) {
    context.save();
    context.beginPath();
    context.rect(0, y, canvas.width, STRIP);
    context.clip();
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    context.restore();
    await turn();
  }
  const made = await within(READ_MS, PICTURE, new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png')));
  if (made === null) throw new Spoken(NO_CANVAS);
  return new Blob([withDensity(new Uint8Array(await made.arrayBuffer()), DPI)], { type: 'image/png' });
}
