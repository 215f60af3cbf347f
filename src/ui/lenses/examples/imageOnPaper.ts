/** A picture of few pixels on paper. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { inkedOnPaper } from './inked.ts';

const NO_CANVAS = text('the browser gives no canvas', 'キャンバスをブラウザーが用意できません');

interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly channels?: number;
}

/** A square of `size` from (0, 0) on. */
export function imageOnPaper(values: ArrayLike<number>, { rows, columns, channels = 1 }: Picture, domain: readonly [number, number], size: number): Markup {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext('2d');
  if (context === null) throw new Spoken(NO_CANVAS);
  const pixels = context.createImageData(columns, rows);
  pixels.data.set(inkedOnPaper({ values, channels, domain }));
  context.putImageData(pixels, 0, 0);
  const box = { x: 0, y: 0, width: size, height: size };
  return element('g', {}, [
    element('image', { ...box, href: canvas.toDataURL('image/png'), 'image-rendering': 'pixelated' }),
    element('rect', { ...box, fill: 'none', stroke: inked('rule') }),
  ]);
}
