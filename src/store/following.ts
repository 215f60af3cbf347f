/** The settings, and the kernels, go with the run in front, as long as they are its own: whoever looks at another run sees what that was asked for. */
import type { Bench } from './bench.ts';
import type { ConfigState, ConfigStore } from './config.ts';
import { askAs, requestWith } from './kernels.ts';
import { fieldsApart, isOther } from './other.ts';
import type { Run } from './run.ts';

/** Whether the settings say what this run was asked for, and nothing that a reader has in mind for another one. */
function areOf(asked: ConfigState, run: Run): boolean {
  const { store, plan } = run;
  return !isOther(asked, run) && fieldsApart(asked, { asked: store.getState().asked, plan }).length === 0 && Object.keys(asked.drafts).length === 0;
}

/** From here on. @returns how to stop it */
export function followFront(bench: Pick<Bench, 'store' | 'setRequest'>, config: ConfigStore): () => void {
  return bench.store.subscribe(({ front, request }, { front: before }) => {
    if (front === before || front === null || before === null || !areOf(config.store.getState(), before)) return;
    // Whoever has other kernels in mind for the next run keeps them in mind.
    if (requestWith(before, request) === request) askAs(bench, front);
    config.follow({ config: front.store.getState().asked, plan: front.plan }, front.origin);
  });
}
