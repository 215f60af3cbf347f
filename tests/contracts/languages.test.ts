/** Every word of every entry is there in both languages: of entries and parameters, charts, sites, spaces, looks and what they lack. */
import { expect, test } from 'vitest';
import { GROUPS } from '../../src/engine/config/groups.ts';
import { REGISTRIES, SETS } from '../../src/engine/config/registries.ts';
import { looks } from '../../src/engine/looks/index.ts';
import { models } from '../../src/engine/models/index.ts';
import { AXES } from '../../src/engine/models/plain/pass.ts';
import { activations } from '../../src/engine/ops/activations.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import type { Entry, Registry } from '../../src/engine/registry.ts';
import { landscapeParameters } from '../../src/engine/sweeps/landscapeOptions.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { chartsOf } from '../../src/engine/probes/measuring.ts';
import { everythingOn, exampleConfig, readings } from './examples.ts';
import { faultsOfWords, textsIn } from './texts.ts';

const registries = [...Object.values<Registry<Entry>>(REGISTRIES), ...Object.values<Registry<Entry>>(SETS)];
const entries = registries.flatMap(({ kind, entries: all }) => all.map((entry) => [`${kind} ${entry.id}`, entry] as const));

test.each(entries)('%s', (who, entry) => {
  expect(textsIn(entry).length).toBeGreaterThan(1);
  expect(faultsOfWords(who, entry)).toEqual([]);
});

test.each(Object.entries(looks))('look %s, and what it lacks', (id, look) => {
  const lacking = readings.map((ids) => look.lacks(exampleConfig(ids)));
  expect(faultsOfWords(`look ${id}`, { ...look, lacking })).toEqual([]);
});

test.each(readings)('$model on $task: its sites, its space, and the charts of its runs', (ids) => {
  const config = everythingOn(exampleConfig(ids));
  const { sites, geometry } = models.get(ids.model).create(config.model, tasks.get(ids.task).shape(config.task));
  expect(faultsOfWords(`model ${ids.model}`, { sites, geometry })).toEqual([]);
  for (const chart of chartsOf(config)) expect(faultsOfWords(`chart ${chart.id}`, chart)).toEqual([]);
});

test('groups, options, activations, axes and presets', () => {
  expect(faultsOfWords('all', { GROUPS, landscapeParameters, activations, AXES, PRESETS })).toEqual([]);
});

test('a text that lacks a language is found, wherever it stands', () => {
  const faults = (value: object): number => faultsOfWords('it', value).length;
  expect(faults({ deep: [{ label: { en: 'learning rate', ja: '' } }] })).toBe(1);
  expect(faults({ deep: [{ label: { en: 'learning rate' } }] })).toBe(1);
  expect(faults({ label: { en: 'learning rate', ja: 'learning rate' } })).toBe(1);
  expect(faults({ help: { en: 'GELU', ja: 'GELU' } })).toBe(1);
  expect(faults({ label: { en: '学習率', ja: '学習率' } })).toBe(1);
  expect(faults({ label: { en: 'GELU', ja: 'GELU' }, choices: [{ label: { en: 'tanh', ja: 'tanh' } }] })).toBe(0);
});
