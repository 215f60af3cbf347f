/** Every pair of a cyclic group's elements, as examples, and what a network has at a site for each of them. */
import type { Examples } from '../../data/dataset.ts';
import { partOf } from '../../data/examples.ts';
import { inSixDigits } from '../../models/plain/hastened.ts';
import type { Site } from '../../models/plain/pass.ts';
import { valuesAt } from '../../models/plain/valuesAt.ts';
import type { NetworkAt } from '../look.ts';

/** Example i·n + j is the pair of the i-th and the j-th token. Nobody asks for its answer. */
export function pairsOf(tokens: Int32Array): Examples {
  const n = tokens.length;
  const inputs = new Int32Array(2 * n * n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inputs[at++] = tokens[i] as number;
      inputs[at++] = tokens[j] as number;
    }
  }
  return { count: n * n, inputs, targets: new Int32Array(n * n) };
}

/** The values of some sites for the pairs from number `first` on. */
export interface PairsSeen {
  readonly first: number;
  readonly count: number;
  /** (count, …axes) of each site. */
  readonly values: readonly Float64Array[];
}

/** Numbers of a part's sites together, about: what pairs share is worked out once a part, and the largest parts take longest to make room for. */
const ROOM = 8e6;

const sizeOf = ({ axes }: Site): number => axes.reduce((product, { size }) => product * size, 1);

/** What stands at these sites for all pairs of these tokens, a part at a time where all of it is large. */
export function* seenOfPairs({ model, parameters }: NetworkAt, tokens: Int32Array, sites: readonly Site[]): Generator<PairsSeen, void> {
  const all = pairsOf(tokens);
  const rows = Math.max(1, Math.floor(ROOM / (tokens.length * sites.reduce((sum, site) => sum + sizeOf(site), 0))));
  const ids = sites.map(({ id }) => id);
  for (let first = 0; first < all.count; first += rows * tokens.length) {
    const part = partOf(all, first, Math.min(all.count, first + rows * tokens.length));
    yield { first, count: part.count, values: inSixDigits(() => valuesAt(model, parameters, part, ids)) };
  }
}
