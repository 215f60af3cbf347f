/** A figure as pixels. */
import { text } from '../../engine/text.ts';
import type { Exporter } from './exporter.ts';

export const png: Exporter = {
  id: 'png',
  of: 'figure',
  label: text('PNG', 'PNG'),
  summary: text('160 mm wide at 300 dots per inch.', '幅 160 mm、300 dpi。'),
  extension: 'png',
  type: 'image/png',
  async make({ figure }, { turn, rasterise }) {
    const drawn = await figure();
    await turn();
    return rasterise(drawn);
  },
};
