/** A process that makes runs of sweeps for another one. */
import { faultOf } from '../fault.ts';
import { filesOf, openSweep, writeRun } from './folder.ts';
import { makeRun } from './makeRun.ts';
import type { Saying, Wanted } from './lane.ts';
import type { SweepPlan } from './plan.ts';

const plans = new Map<string, Promise<SweepPlan>>();

function planIn(folder: string): Promise<SweepPlan> {
  const known = plans.get(folder) ?? openSweep(folder).then(({ plan }) => plan);
  plans.set(folder, known);
  return known;
}

/** Never rejects: what cannot be made is answered. */
async function make({ folder, name, config }: Wanted): Promise<Saying> {
  try {
    const { until, request } = await planIn(folder);
    const { lines, result } = await makeRun({ config, until, request }, filesOf(folder));
    await writeRun(folder, name, lines);
    return { result };
  } catch (error) {
    return { why: faultOf(error).line };
  }
}

/** Until whoever asks is gone. */
export function work(): void {
  const say = (words: Saying): void => void process.send?.(words);
  // A terminal's Ctrl+C reaches every process of its group; what it means is said by the one that they work for.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('message', (wanted: Wanted) => {
    say({ begun: true });
    void make(wanted).then(say);
  });
  process.on('disconnect', () => process.exit());
}
