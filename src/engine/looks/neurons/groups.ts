/** Neurons that are of a single frequency, and how many have which. */
import { frequenciesOf } from '../circles/spectrum.ts';
import type { NeuronsShown } from './question.ts';

/** Of a single frequency is a neuron whose wave has more of its variance than this (Nanda et al. 2023, §4.2). */
export const SINGLE = 0.85;

type Neurons = Pick<NeuronsShown, 'frequencies' | 'shares' | 'tokens'>;

/** Those of a single frequency, ascending. */
export function singleOf({ shares }: Pick<Neurons, 'shares'>): number[] {
  return Array.from(shares, (_, j) => j).filter((j) => (shares[j] as number) > SINGLE);
}

export interface Group {
  readonly frequency: number;
  /** Neurons whose strongest frequency it is. */
  readonly all: number;
  /** Those of them that have hardly any other. */
  readonly single: number;
}

/** One for every frequency that there is, also where no neuron has it. */
export function groupsOf({ frequencies, shares, tokens }: Neurons): Group[] {
  const count = frequenciesOf(tokens.length);
  const [all, single] = [new Int32Array(count + 1), new Int32Array(count + 1)];
  frequencies.forEach((k, j) => {
    all[k] = (all[k] as number) + 1;
    if ((shares[j] as number) > SINGLE) single[k] = (single[k] as number) + 1;
  });
  return Array.from({ length: count }, (_, i) => ({ frequency: i + 1, all: all[i + 1] as number, single: single[i + 1] as number }));
}
