/** What the heads do, in words: keys of the catalogue with their values. Pure. */
import type { AttentionShown, HeadSeen } from '../../../engine/looks/attention/question.ts';

export interface Said {
  readonly key: `attention.${'looks' | 'varies' | 'steady' | 'outputs' | 'flat'}`;
  readonly values: Readonly<Record<string, number | string>>;
}

/** From here on a weight is said to change from pair to pair. */
const CHANGES = 0.05;

interface Writing {
  readonly separator: string;
  /** A share in prose. */
  readonly share: (share: number) => string;
}

/** Frequencies that stand out in an output, the strongest first. */
export function outstanding({ shares }: Pick<HeadSeen, 'shares'>, threshold: number): number[] {
  return Array.from(shares, (_, i) => i + 1)
    .filter((k) => (shares[k - 1] as number) > threshold)
    .toSorted((x, y) => (shares[y - 1] as number) - (shares[x - 1] as number) || x - y);
}

export function saidOf({ heads, all, positions, threshold }: AttentionShown, { separator, share }: Writing): Said[] {
  const said: Said[] = [
    { key: 'attention.looks', values: { list: positions.map((name, s) => `${name} ${share(all.sources[s]?.mean ?? 0)}`).join(separator) } },
  ];
  const every = heads.flatMap(({ sources }, head) => sources.map(({ low, high }, s) => ({ head, position: positions[s] as string, low, high })));
  const [widest] = every.toSorted((x, y) => y.high - y.low - (x.high - x.low));
  if (widest !== undefined) {
    said.push(
      widest.high - widest.low > CHANGES
        ? { key: 'attention.varies', values: widest }
        : { key: 'attention.steady', values: { most: widest.high - widest.low } },
    );
  }
  const outputs = outstanding(all, threshold);
  const written = outputs.map((k) => `${k} (${share(all.shares[k - 1] as number)})`).join(separator);
  said.push(outputs.length === 0 ? { key: 'attention.flat', values: { threshold } } : { key: 'attention.outputs', values: { list: written } });
  return said;
}
