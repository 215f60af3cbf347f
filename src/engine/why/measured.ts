/** Reasons that hang on a probe: its last number, or that it is not on. */
import { probes } from '../probes/index.ts';
import { isLeftOff } from '../probes/measuring.ts';
import type { RunRecord } from '../run/record.ts';
import { text } from '../text.ts';
import type { Scene, Seen, Try } from './reason.ts';

export interface Last {
  readonly step: number;
  readonly value: number;
}

export function lastOf(record: Pick<RunRecord, 'curve'>, key: string): Last | null {
  const { steps, values, length } = record.curve(key);
  return length === 0 ? null : { step: steps[length - 1] as number, value: values[length - 1] as number };
}

/** Where a probe is not on: that, and a run in which it is; null where it means nothing for such a network, or is on and has not measured yet. */
export function unmeasured({ config }: Pick<Scene, 'config'>, id: string): Seen | null {
  const def = probes.get(id);
  if ((def.lacks?.(config) ?? null) !== null || !isLeftOff(def, config)) return null;
  const on: Try = {
    kind: 'run',
    label: text('the same run with this measured', 'これを測って同じ実行をもう一度'),
    set: { [`probes.${id}.measure`]: 'on' },
  };
  return { grade: 'open', words: text('Not measured in this run.', 'この実行では測られていません。'), tries: [on] };
}
