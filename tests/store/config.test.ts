import { beforeEach, expect, test } from 'vitest';
import { valueAt } from '../../src/engine/config/config.ts';
import { findPreset, PRESETS } from '../../src/engine/presets/index.ts';
import type { Preset } from '../../src/engine/presets/preset.ts';
import { differences } from '../../src/engine/config/differences.ts';
import { basis, createConfig, matching, type ConfigStore } from '../../src/store/config.ts';

let store: ConfigStore;
beforeEach(() => {
  store = createConfig();
});
const state = () => store.store.getState();
const setField = (path: string, raw: unknown) => store.setField(path, raw);
const withdraw = (path: string) => store.withdraw(path);
const at = (path: string) => valueAt(state().config, path);
const adoptPreset = (id: string) => store.adopt(findPreset(id) as Preset, id);

test('starts as the first preset', () => {
  expect(matching(state())?.id).toBe(PRESETS[0]?.id);
});

test('takes a valid value', () => {
  expect(setField('task.p', '47')).toBe(true);
  expect(at('task.p')).toBe(47);
  expect(matching(state())).toBeUndefined();
  expect(basis(state()).id).toBe('default');
  expect(differences(state().config, basis(state()).config)).toEqual(['task.p']);
});

test('keeps an invalid value as a draft, and the config as it was', () => {
  const before = state().config;
  expect(setField('task.p', '1')).toBe(false);
  expect(state().config).toBe(before);
  expect(state().drafts['task.p']).toMatchObject({ raw: '1', problems: [{ field: 'task.p', value: 1 }] });
  expect(setField('task.p', 'many')).toBe(false);
  expect(state().drafts['task.p']?.problems[0]?.value).toBe('many');
  withdraw('task.p');
  expect(state().drafts).toEqual({});
});

test('two fields that are only right together are taken together', () => {
  expect(setField('model.heads', '3')).toBe(false);
  expect(at('model.heads')).toBe(4);
  expect(setField('model.width', '96')).toBe(true);
  expect([at('model.heads'), at('model.width')]).toEqual([3, 96]);
  expect(state().drafts).toEqual({});
});

test('a draft does not stand in another field’s way', () => {
  setField('task.p', 'x');
  expect(setField('optimizer.lr', '0.01')).toBe(true);
  expect(at('optimizer.lr')).toBe(0.01);
  expect(state().drafts).toMatchObject({ 'task.p': { raw: 'x', problems: [{ field: 'task.p', value: 'x' }] } });
});

test('of several drafts each is mended, and withdrawn, by itself', () => {
  for (const path of ['task.p', 'optimizer.lr', 'seed']) setField(path, 'x');
  setField('task.p', '47');
  expect(Object.keys(state().drafts)).toEqual(['optimizer.lr', 'seed']);
  withdraw('optimizer.lr');
  expect(Object.keys(state().drafts)).toEqual(['seed']);
  expect(at('task.p')).toBe(47);
});

test('a draft that another field makes right is taken, whatever else is still wrong', () => {
  setField('model.heads', '3');
  setField('optimizer.lr', 'x');
  expect(setField('model.width', '96')).toBe(true);
  expect([at('model.heads'), at('model.width')]).toEqual([3, 96]);
  expect(Object.keys(state().drafts)).toEqual(['optimizer.lr']);
});

test('a field that is not there takes nothing', () => {
  const before = state().config;
  expect(setField('model.wings', '2')).toBe(false);
  expect(state().config).toBe(before);
});

test('settings that are a preset’s are known as its; others keep the name they come with', () => {
  const { config, landscape } = findPreset('mlp-fast') as Preset;
  store.adopt({ config, landscape }, 'no-decay');
  expect(state().basedOn).toBe('mlp-fast');
  store.adopt({ config: { ...config, seed: 77 }, landscape }, 'no-decay');
  expect([state().basedOn, basis(state()).id]).toEqual(['no-decay', 'no-decay']);
  expect(basis({ basedOn: 'one that was' }).id).toBe('default');
});

test('drafts of fields that go away go with them', () => {
  setField('optimizer.lr', 'x');
  setField('model.heads', '3');
  expect(setField('model.id', 'mlp')).toBe(true);
  expect(Object.keys(state().drafts)).toEqual(['optimizer.lr']);
  withdraw('optimizer.lr');
  adoptPreset('default');
  setField('model.heads', '3');
  expect(setField('model.id', 'mlp')).toBe(true);
  expect(state().drafts).toEqual({});
});

test('an option beside the config is set, drafted and given back as a field is, and leaves the config alone', () => {
  const { config } = state();
  expect(setField('landscape.steps', '500')).toBe(true);
  expect(state().landscape.steps).toBe(500);
  expect(state().config).toBe(config);
  expect(matching(state())).toBeUndefined();
  expect(setField('landscape.alphaFrom', '0')).toBe(false);
  expect(state().drafts['landscape.alphaFrom']).toMatchObject({ raw: '0', problems: [{ field: 'landscape.alphaFrom', value: 0 }] });
  // A draft of one does not stand in the other's way, nor is it lost.
  expect(setField('optimizer.lr', '0.01')).toBe(true);
  expect(Object.keys(state().drafts)).toEqual(['landscape.alphaFrom']);
  withdraw('landscape.alphaFrom');
  expect(state().drafts).toEqual({});
  setField('optimizer.lr', basis(state()).config.optimizer['lr']);
  setField('landscape.steps', basis(state()).landscape.steps);
  expect(matching(state())?.id).toBe('default');
});

test('settings that differ from a preset’s in their landscape alone are not that preset’s', () => {
  adoptPreset('lu-modular');
  expect(matching(state())?.id).toBe('lu-modular');
  expect(setField('landscape.alphaTo', '3')).toBe(true);
  expect(differences(state().config, basis({ basedOn: 'lu-modular' }).config)).toEqual([]);
  expect(matching(state())).toBeUndefined();
});

test('a preset replaces everything', () => {
  setField('task.p', 'x');
  adoptPreset('no-decay');
  expect(state()).toMatchObject({ basedOn: 'no-decay', drafts: {} });
});

test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s is known by its settings, and by no other’s', (id, { config, landscape }) => {
  // Other objects of the same values: that it is looked for, not remembered.
  expect(matching(structuredClone({ config, landscape }))?.id).toBe(id);
  expect(matching({ config: { ...config, seed: config.seed + 1 }, landscape })).toBeUndefined();
});
