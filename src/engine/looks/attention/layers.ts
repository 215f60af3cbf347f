/** The layers of a model that attend. */
import type { PlainPass, Site } from '../../models/plain/pass.ts';

export interface AttentionLayer {
  /** Values (count, heads, asking positions, positions). */
  readonly pattern: Site;
  /** Values (count, asking positions, heads, width of a head). */
  readonly outputs: Site;
  readonly heads: number;
  readonly asking: number;
  readonly positions: readonly string[];
  readonly width: number;
}

/** In the order of the pass. */
export function attentionLayersOf({ sites }: Pick<PlainPass, 'sites'>): AttentionLayer[] {
  return sites.flatMap((pattern): AttentionLayer[] => {
    const outputs = sites.find(({ id }) => id === pattern.id.replace(/\.pattern$/, '.heads'));
    const [head, asking, source] = pattern.axes;
    if (outputs === undefined || head?.kind !== 'head' || source?.kind !== 'source') return [];
    const positions = source.names ?? Array.from({ length: source.size }, (_, s) => String(s + 1));
    return [{ pattern, outputs, heads: head.size, asking: asking?.size ?? 1, positions, width: outputs.axes.at(-1)?.size ?? 0 }];
  });
}
