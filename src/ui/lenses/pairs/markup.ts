/** The same pictures in a figure. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { pixelsOf, rampOf, rgbOf, type Ramp } from './ramp.ts';

const NO_CANVAS = text('the browser gives no canvas of that size', 'この大きさのキャンバスをブラウザーが用意できません');

export const paperRamp = (): Ramp => rampOf(rgbOf(inked('paper')), rgbOf(inked('spare-1')), rgbOf(inked('ink')));

interface Box {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** @throws Spoken where there is no canvas to paint on */
export function pairMarkup(levels: Uint8Array, ramp: Ramp, order: Int32Array, { x, y, size }: Box): Markup {
  const n = order.length;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [n, n];
  const context = canvas.getContext('2d');
  if (context === null) throw new Spoken(NO_CANVAS);
  const image = context.createImageData(n, n);
  image.data.set(pixelsOf(levels, ramp, order));
  context.putImageData(image, 0, 0);
  const box = { x, y, width: size, height: size };
  return element('g', {}, [
    element('image', { ...box, href: canvas.toDataURL('image/png'), 'image-rendering': 'pixelated' }),
    element('rect', { ...box, fill: 'none', stroke: inked('rule') }),
  ]);
}
