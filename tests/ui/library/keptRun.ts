/** A kept run as the list has it. */
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { describeRun } from '../../../src/engine/runfile/write.ts';
import type { Entry } from '../../../src/store/library/entry.ts';

interface Differing extends Partial<Entry> {
  readonly config?: RunConfig;
  readonly preset?: string;
}

export function keptRun(i: number, { config = defaultConfig(), preset = 'default', ...other }: Differing = {}): Entry {
  const run = describeRun({ config, preset, plan: [], step: 100, made: [], marks: [], curves: [], snapshots: [], data: {} });
  return {
    version: 1,
    id: `run-${i}`,
    run: { ...run, about: null },
    name: null,
    pinned: false,
    deleted: false,
    began: 1e12,
    changed: 1e12 - i,
    elapsed: 1000,
    visit: 'visit',
    place: null,
    front: false,
    end: { status: 'finished', reason: 'steps', what: null },
    backend: null,
    sizes: null,
    parent: null,
    curve: { steps: [0, 100], values: [0, 1] },
    parts: 1,
    bytes: 5000,
    ...other,
  };
}
