/** Entries put together for the contract tests: whatever fits, as small as their own examples make it. Nothing here knows an entry by name. */
import { dataFile } from '../../scripts/data-plugin.ts';
import type { RegistrySection, RunConfig } from '../../src/engine/config/config.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { REGISTRIES } from '../../src/engine/config/registries.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import type { Dataset } from '../../src/engine/data/dataset.ts';
import { firstOf } from '../../src/engine/data/examples.ts';
import { losses } from '../../src/engine/losses/index.ts';
import { models } from '../../src/engine/models/index.ts';
import { optimizers } from '../../src/engine/optimizers/index.ts';
import { probes } from '../../src/engine/probes/index.ts';
import { exampleOf, type Entry, type Registry, type Section } from '../../src/engine/registry.ts';
import { datasetOf } from '../../src/engine/run/data.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import type { Files } from '../../src/engine/tasks/task.ts';
import { onValues } from '../probes.ts';

export type Ids = Readonly<Record<RegistrySection, string>>;
export type Pairs = Readonly<Record<string, string>>;

/** Every task with every model and every loss that accept its data, and one optimiser. */
export const fits: readonly Ids[] = tasks.entries.flatMap((task) => {
  const shape = task.shape(exampleOf(task));
  const readers = models.entries.filter((model) => model.accepts(shape));
  const comparers = losses.entries.filter((loss) => loss.accepts(shape));
  const optimizer = optimizers.ids[0] as string;
  return readers.flatMap((model) => comparers.map((loss) => ({ task: task.id, model: model.id, loss: loss.id, optimizer })));
});

/** Of each model with each loss, the first fit: on the first task that both accept. */
export const meetings: readonly Ids[] = fits.filter(({ model, loss }, i) => fits.findIndex((other) => other.model === model && other.loss === loss) === i);

/** Every task with every model that accepts its data, and one loss. */
export const readings: readonly Ids[] = fits.filter(({ task, model }, i) => fits.findIndex((other) => other.task === task && other.model === model) === i);

/** The first fit of an entry. @throws Error when there is none. */
export function fitOf(section: RegistrySection, id: string): Ids {
  const fit = section === 'optimizer' ? fits[0] : fits.find((ids) => ids[section] === id);
  if (fit === undefined) throw new Error(`nothing fits ${section} ${id}`);
  return { ...fit, [section]: id };
}

const pairsOf = (prefix: string, { example = {} }: Entry): [string, string][] =>
  Object.entries(example).map(([name, value]) => [`${prefix}.${name}`, String(value)]);

/** A config of these entries as their examples have them, and probes as theirs. @param more replaces what they say. */
export function exampleConfig(ids: Ids, more: Pairs = {}): RunConfig {
  const chosen = Object.entries(REGISTRIES).flatMap(([section, registry]): [string, string][] => {
    const id = ids[section as RegistrySection];
    return [[`${section}.id`, id], ...pairsOf(section, (registry as Registry<Entry>).get(id))];
  });
  const measured = probes.entries.flatMap((probe) => pairsOf(`probes.${probe.id}`, probe));
  const parsed = withPairs(defaultConfig(), [...chosen, ...measured, ...Object.entries(more)]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

/** The same config with every probe on: those that can be off with other values than they state for that. */
export function everythingOn(config: RunConfig): RunConfig {
  return { ...config, probes: Object.fromEntries(probes.entries.map((def) => [def.id, { ...config.probes[def.id], ...onValues(def) }])) };
}

export function filesOf(task: string): Files {
  const def = tasks.get(task);
  return Object.fromEntries((def.files?.(exampleOf(def)) ?? []).map((name) => [name, dataFile(name)]));
}

/** Validation examples at most, so that an evaluation is quick. */
const MOST = 20;

const made = new Map<string, Dataset>();

/** The config's data, with the validation side cut short. */
export function smallDataset(config: RunConfig): Dataset {
  const key = JSON.stringify([config.task, config.seed]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const { shape, train, val } = datasetOf(config, filesOf(config.task.id));
  const dataset = { shape, train, val: firstOf(val, Math.min(val.count, MOST)) };
  made.set(key, dataset);
  return dataset;
}

/** A model's section as its example has it, as a backend's gradients are tested on it, and, on the first task that it reads, that with every choice made. */
export function modelSections(ids: Ids): Section[] {
  const def = models.get(ids.model);
  const tested: Section = { ...exampleOf(def), ...def.selfTest };
  const isFirst = readings.find(({ model }) => model === ids.model)?.task === ids.task;
  const chosen = Object.entries(isFirst ? def.parameters : {}).flatMap(([name, p]) =>
    p.kind === 'choice' ? p.choices.flatMap(({ value }) => (value === tested[name] ? [] : [{ ...tested, [name]: value }])) : [],
  );
  return [exampleConfig(ids).model, tested, ...chosen];
}
