/** The networks that the desk can look at: made or fetched when first asked about, and forgotten when no look needs them. */
import type { RunConfig } from '../../engine/config/config.ts';
import { parseConfig } from '../../engine/config/parse.ts';
import type { Dataset } from '../../engine/data/dataset.ts';
import { networkAt, type NetworkAt } from '../../engine/looks/look.ts';
import { dataKey, loadDataset } from '../../engine/run/data.ts';
import type { Host, ParametersAt } from '../../engine/run/host.ts';
import type { LooksCommand } from './protocol.ts';

type Named = Extract<LooksCommand, { type: 'network' }>;

interface Surroundings {
  readonly file: Host['file'];
  /** The network of a live run; null where it is over. */
  readonly live: (run: string) => Promise<ParametersAt | null>;
}

export class Networks {
  readonly #surroundings: Surroundings;
  readonly #named = new Map<number, { readonly command: Named; opened: Promise<NetworkAt | null> | null }>();
  #data: { readonly key: string; readonly dataset: Promise<Dataset> } | null = null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** @param needed numbers of those that must stay. */
  add(command: Named, needed: ReadonlySet<number>): void {
    for (const number of this.#named.keys()) if (!needed.has(number)) this.#named.delete(number);
    this.#named.set(command.network, { command, opened: null });
  }

  /** The same network each time; null where its run is over. @throws Error when there is none, or it cannot be made. */
  async open(number: number): Promise<NetworkAt | null> {
    const named = this.#named.get(number);
    if (named === undefined) throw new Error(`no network ${number}`);
    return (named.opened ??= this.#open(named.command));
  }

  async #open({ config: raw, at }: Named): Promise<NetworkAt | null> {
    const parsed = parseConfig(raw);
    if (!parsed.ok) throw new Error(`the config is wrong in ${parsed.problems.map(({ field }) => field).join(', ')}`);
    const { config } = parsed;
    const dataset = await this.#datasetOf(config);
    if (at === null || !('live' in at)) return networkAt(config, dataset, at);
    const now = await this.#surroundings.live(at.live);
    return now === null ? null : networkAt(config, dataset, now);
  }

  /** Makes the data, unless it is that of the network before. */
  #datasetOf(config: RunConfig): Promise<Dataset> {
    const key = dataKey(config);
    if (this.#data?.key !== key) {
      const made = { key, dataset: loadDataset(config, this.#surroundings) };
      this.#data = made;
      // A file that did not come is asked for again next time.
      made.dataset.catch(() => (this.#data === made ? (this.#data = null) : null));
    }
    return this.#data.dataset;
  }
}
