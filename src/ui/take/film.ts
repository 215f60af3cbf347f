/** What all films have in common, whatever they are kept in. */
import type { Text } from '../../engine/text.ts';
import type { Container } from '../../worker/film/protocol.ts';
import type { Exporter } from './exporter.ts';

interface Kind {
  readonly container: Container;
  readonly label: Text;
  readonly summary: Text;
  readonly type: string;
  /** Pictures a second. */
  readonly perSecond: number;
}

export const filmAs = ({ container, label, summary, type, perSecond }: Kind): Exporter => ({
  id: container,
  of: 'film',
  label,
  summary,
  extension: container,
  type,
  make: async ({ film }, { shoot }) => new Blob([await shoot(await film(container, perSecond))], { type }),
});
