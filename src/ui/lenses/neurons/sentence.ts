/** What the neurons say, in words: keys of the catalogue with their values. Pure. */
import { median } from 'd3-array';
import { agreementOf, type Agreement } from '../../../engine/looks/neurons/clock.ts';
import { groupsOf, SINGLE, singleOf } from '../../../engine/looks/neurons/groups.ts';
import type { NeuronsShown } from '../../../engine/looks/neurons/question.ts';

type Values = Readonly<Record<string, number | string>>;

export interface Said {
  readonly key: `neurons.${'none' | 'single' | 'list' | 'spread' | 'constant' | 'agree'}`;
  readonly values: Values;
}

/** As many frequencies are named with their neurons. */
const NAMED = 6;

export function saidOf(seen: NeuronsShown, separator: string): Said[] {
  const single = singleOf(seen);
  const of = seen.order.length;
  const constant = seen.frequencies.filter((k) => k === 0).length;
  const said: Said[] = [];
  if (single.length === 0) said.push({ key: 'neurons.none', values: { of, share: median(seen.shares) ?? 0, least: SINGLE } });
  else {
    said.push({ key: 'neurons.single', values: { count: single.length, of, share: single.length / of, least: SINGLE } });
    const groups = groupsOf(seen).filter((group) => group.single > 0);
    const largest = groups.toSorted((x, y) => y.single - x.single || x.frequency - y.frequency);
    const list = largest
      .slice(0, NAMED)
      .map(({ frequency, single: count }) => `${frequency} (${count})`)
      .join(separator);
    said.push(
      groups.length <= NAMED
        ? { key: 'neurons.list', values: { list } }
        : { key: 'neurons.spread', values: { count: groups.length, all: groupsOf(seen).length, list } },
    );
  }
  if (constant > 0) said.push({ key: 'neurons.constant', values: { count: constant } });
  const agreement = agreementOf(seen.clock, single);
  if (agreement !== null) said.push({ key: 'neurons.agree', values: { sign: signOf(agreement), degrees: degreesOf(median(agreement.degrees) ?? 0) } });
  return said;
}

const signOf = ({ sign }: Agreement): string => (sign > 0 ? '+' : '−');

/** Degrees with one digit behind the point where there are few. */
export const degreesOf = (degrees: number): string => degrees.toFixed(Math.abs(degrees) < 9.95 ? 1 : 0);
