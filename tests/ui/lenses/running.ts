/** A run for the lens tests: nothing trains it, it only stands in front and comes on as it is told. And what looks at it, in this process. */
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { looks } from '../../../src/engine/looks/index.ts';
import type { LookDef, NetworkAt } from '../../../src/engine/looks/look.ts';
import type { Page } from '../../../src/store/page.ts';
import type { LooksClient } from '../../../src/worker/looks/client.ts';
import type { LooksMessage } from '../../../src/worker/looks/protocol.ts';
import { networkOf, seenBy } from '../../engine/looks/networks.ts';
import { metrics } from '../../store/events.ts';
import { Table } from '../../store/table.ts';

/** Puts a run in front of a page; timers are fake ones. Returns how to bring it on by a few steps. */
export function putInFront(page: Page, config: RunConfig): () => void {
  const table = new Table();
  table.run(config);
  let step = 0;
  const goOn = (): void => table.event(metrics((step += 10), 0.9, 0.2, 30));
  goOn();
  page.bench.store.setState({ front: table.state.front });
  return goOn;
}

/** Answers every question at once, by the look itself, about the network as it was initialised. */
export class LooksHere {
  readonly asked: string[] = [];

  connect(receive: (message: LooksMessage) => void): LooksClient {
    const networks: NetworkAt[] = [];
    let asks = 0;
    return {
      network: (config) => networks.push(networkOf(config)) - 1,
      ask: (viewer, look, network, question) => {
        this.asked.push(viewer);
        const ask = ++asks;
        const def = looks[look] as unknown as LookDef<unknown, never>;
        const at = networks[network] as NetworkAt;
        const why = def.lacks(at.config);
        queueMicrotask(() => {
          // A look that needs the kernels that train takes minutes in plain JavaScript: its lens waits here, and is shown in its own tests.
          if (why === null && def.onDevice === true) return;
          if (why !== null) receive({ type: 'lacks', viewer, ask, why });
          else receive({ type: 'answer', viewer, look, ask, step: at.step, took: 1, answer: seenBy(def, at, question).answer });
        });
        return ask;
      },
      rest: () => undefined,
      dispose: () => undefined,
    };
  }
}
