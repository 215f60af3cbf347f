/** A figure as vectors. */
import { text } from '../../engine/text.ts';
import type { Exporter } from './exporter.ts';

export const svg: Exporter = {
  id: 'svg',
  of: 'figure',
  label: text('SVG', 'SVG'),
  summary: text('Sharp at any size; its words stay words.', 'どの大きさでも鮮明で、文字は文字のまま残ります。'),
  extension: 'svg',
  type: 'image/svg+xml',
  async make({ figure }, { turn }) {
    const drawn = await figure();
    await turn();
    return new Blob([drawn], { type: svg.type });
  },
};
