/** Which probes measure in a config, what they draw, and a config in which only what cannot be left unmeasured is. */
import type { RunConfig } from '../config/config.ts';
import { models } from '../models/index.ts';
import { tasks } from '../tasks/index.ts';
import type { Text } from '../text.ts';
import type { ChartSpec } from './chart.ts';
import { probes } from './index.ts';
import type { ProbeDef } from './probe.ts';

type ProbeValues = RunConfig['probes'][string];

/** A probe that measures, with its values. */
export interface Measuring {
  readonly def: ProbeDef;
  readonly values: ProbeValues;
}

function isOff({ off }: ProbeDef, values: ProbeValues): boolean {
  return off !== undefined && Object.entries(off).every(([name, value]) => values[name] === value);
}

/** The probes that mean something in runs of this config, in registry order. */
export function meaningful(config: Pick<RunConfig, 'task' | 'model'>): ProbeDef[] {
  return probes.entries.filter(({ lacks }) => (lacks?.(config) ?? null) === null);
}

/** Whether a probe is left off by its own values, whatever the network. */
export const isLeftOff = (def: ProbeDef, { probes: all }: Pick<RunConfig, 'probes'>): boolean => isOff(def, all[def.id] ?? {});

/** The probes that measure in runs of this config, in registry order. */
export function measuring(config: Pick<RunConfig, 'probes' | 'task' | 'model'>): Measuring[] {
  const on = probes.entries.map((def) => ({ def, values: config.probes[def.id] ?? {} })).filter(({ def, values }) => !isOff(def, values));
  return on.filter(({ def: { lacks } }) => (lacks?.(config) ?? null) === null);
}

/** A probe that is asked for where it means nothing, and why. */
export interface Unmeasured {
  readonly def: ProbeDef;
  readonly why: Text;
}

/** What a config asks to be measured and will not be. */
export function unmeasured(config: Pick<RunConfig, 'probes' | 'task' | 'model'>): Unmeasured[] {
  return probes.entries.flatMap((def) => {
    const why = isOff(def, config.probes[def.id] ?? {}) ? null : (def.lacks?.(config) ?? null);
    return why === null ? [] : [{ def, why }];
  });
}

/** The probes that mean nothing in runs of this config, asked for or not. */
export function meaningless(config: Pick<RunConfig, 'task' | 'model'>): Unmeasured[] {
  return probes.entries.flatMap((def) => {
    const why = def.lacks?.(config) ?? null;
    return why === null ? [] : [{ def, why }];
  });
}

/** The probe whose due steps are the run's evaluation steps. @throws Error when not exactly one does. */
export function pacing(): ProbeDef {
  const [probe, ...others] = probes.entries.filter(({ paces }) => paces === true);
  if (probe === undefined || others.length > 0) throw new Error('exactly one probe must pace the evaluations');
  return probe;
}

/** The charts of a run with this config, from top to bottom; the first is the hero. */
export function chartsOf(config: Pick<RunConfig, 'probes' | 'task' | 'model'>): ChartSpec[] {
  const shape = tasks.get(config.task.id).shape(config.task);
  const model = models.get(config.model.id).create(config.model, shape);
  return measuring(config).flatMap(({ def, values }) => def.charts(values, { shape, model }));
}

/** The same config with every probe off that can be: curves of the others do not depend on it. */
export function quiet(config: RunConfig): RunConfig {
  const values = probes.entries.map(({ id, off = {} }) => [id, { ...config.probes[id], ...off }] as const);
  return { ...config, probes: Object.fromEntries(values) };
}

/** What in a run's numbers is no longer finite, in words; null while all is well. */
export function faultOf(values: Readonly<Record<string, number>>): string | null {
  for (const { vital = {} } of probes.entries) {
    for (const [key, name] of Object.entries(vital)) {
      const value = values[key];
      if (value !== undefined && !Number.isFinite(value)) return `${name} is ${value}`;
    }
  }
  return null;
}
