/** Heads, neurons and channels of a network, and the hooks that switch them off. */
import type { Hook, Hooks, PlainPass, Site } from '../../models/plain/pass.ts';
import type { StandIn, Unit, UnitGroup } from './question.ts';

/** Along which axis of a site its units stand; null where there are none. */
function axisOf({ id, axes }: Site): number | null {
  const kinds = axes.map(({ kind }) => kind);
  // Nodes of a graph that are not there would have a part in the mean.
  if (kinds.includes('node')) return null;
  const [head, neuron, channel] = [kinds.indexOf('head'), kinds.indexOf('neuron'), kinds.indexOf('channel')];
  if (head >= 0) return kinds.includes('source') ? null : head;
  if (!/\.(activations|outputs)$/.test(id)) return null;
  return neuron >= 0 ? neuron : channel >= 0 ? channel : null;
}

/** In the order of the pass. */
export function unitGroupsOf({ sites }: Pick<PlainPass, 'sites'>): UnitGroup[] {
  return sites.flatMap((site): UnitGroup[] => {
    const at = axisOf(site);
    if (at === null) return [];
    const { kind, size } = site.axes[at] as Site['axes'][number];
    return [{ site: site.id, label: site.label, kind: kind as UnitGroup['kind'], count: size }];
  });
}

/** Whether an entry of an example's values, by its number, belongs to a unit that is off. */
function memberOf({ axes }: Site, at: number, indexes: ReadonlySet<number>): (entry: number) => boolean {
  const stride = axes.slice(at + 1).reduce((product, { size }) => product * size, 1);
  const { size } = axes[at] as Site['axes'][number];
  return (entry) => indexes.has(Math.floor(entry / stride) % size);
}

/** Those of the units that the network has, by the site where they stand. */
export function bySite({ sites }: Pick<PlainPass, 'sites'>, units: readonly Unit[]): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const { site, count } of unitGroupsOf({ sites })) {
    const indexes = units.filter((unit) => unit.site === site && unit.index < count).map(({ index }) => index);
    if (indexes.length > 0) found.set(site, new Set(indexes));
  }
  return found;
}

/** Entries of an example's values at a site that belong to these units, ascending. */
export function entriesOf({ sites }: Pick<PlainPass, 'sites'>, id: string, indexes: ReadonlySet<number>): Int32Array {
  const site = sites.find((one) => one.id === id) as Site;
  const size = site.axes.reduce((product, axis) => product * axis.size, 1);
  const isOff = memberOf(site, axisOf(site) as number, indexes);
  return Int32Array.from({ length: size }, (_, entry) => entry).filter(isOff);
}

/**
 * Puts in the place of the units' values their means over all examples, entry by entry, or 0.
 * @param means (entries) of each site
 */
export function hooksOf(
  model: Pick<PlainPass, 'sites'>,
  off: ReadonlyMap<string, ReadonlySet<number>>,
  by: StandIn,
  means: ReadonlyMap<string, Float64Array>,
): Hooks {
  const hook = (site: string, indexes: ReadonlySet<number>): Hook => {
    const entries = entriesOf(model, site, indexes);
    const mean = by === 'mean' ? means.get(site) : undefined;
    return (values, [count = 0]) => {
      const size = values.length / count;
      const replaced = values.slice();
      for (let row = 0; row < values.length; row += size) for (const entry of entries) replaced[row + entry] = mean?.[entry] ?? 0;
      return replaced;
    };
  };
  return Object.fromEntries(Array.from(off, ([site, indexes]) => [site, hook(site, indexes)]));
}
