/** Metrics as tests like to read and write them: by side, as the command line prints them. */
import type { Metrics } from '../src/engine/run/events.ts';

interface Side {
  readonly loss: number;
  readonly accuracy: number;
}

/** What the registered probes report, nested. */
export interface Seen {
  readonly step: number;
  readonly train: Side;
  readonly val: Side;
  readonly weightNorm: number;
  readonly weightNorms: Readonly<Record<string, number>>;
  readonly localComplexity: { readonly train: number; readonly val: number; readonly random: number } | null;
  readonly robust: Readonly<Record<string, number>> | null;
  readonly zeroGradient: number | null;
}

export function seen({ step, values }: Metrics): Seen {
  const part = (head: string): Record<string, number> =>
    Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (key.startsWith(`${head}.`) ? [[key.slice(head.length + 1), value]] : [])));
  const orNull = <T extends object>(record: T): T | null => (Object.keys(record).length === 0 ? null : record);
  return {
    step,
    train: part('train') as unknown as Side,
    val: part('val') as unknown as Side,
    weightNorm: values['weightNorm'] as number,
    weightNorms: part('weightNorms'),
    localComplexity: orNull(part('localComplexity')) as Seen['localComplexity'],
    robust: orNull(part('robust')),
    zeroGradient: values['zeroGradient'] ?? null,
  };
}

export function metricsAt(step: number, { weightNorms, localComplexity, robust, zeroGradient, ...seenThen }: Partial<Omit<Seen, 'step'>>): Metrics {
  const values: Record<string, number> = {};
  for (const [head, side] of Object.entries({ train: seenThen.train, val: seenThen.val, weightNorms, localComplexity, robust })) {
    for (const [name, value] of Object.entries(side ?? {})) values[`${head}.${name}`] = value;
  }
  if (seenThen.weightNorm !== undefined) values['weightNorm'] = seenThen.weightNorm;
  if (typeof zeroGradient === 'number') values['zeroGradient'] = zeroGradient;
  return { type: 'metrics', step, values };
}
