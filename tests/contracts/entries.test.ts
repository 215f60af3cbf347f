/** What holds for every entry of every registry, whoever adds it: sound parameters, ids that stand in links. */
import { describe, expect, test } from 'vitest';
import { GROUPS } from '../../src/engine/config/groups.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import type { RegistrySection } from '../../src/engine/config/config.ts';
import { parseConfig } from '../../src/engine/config/parse.ts';
import { REGISTRIES, SETS } from '../../src/engine/config/registries.ts';
import { defaultConfig, objectOf } from '../../src/engine/config/schema.ts';
import { optimizers } from '../../src/engine/optimizers/index.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import { defaultsOf, type Parameter, type Parameters } from '../../src/engine/parameters.ts';
import { Registry, type Entry } from '../../src/engine/registry.ts';
import { landscapeParameters } from '../../src/engine/sweeps/landscapeOptions.ts';
import { LANGUAGES } from '../../src/engine/text.ts';
import { transforms } from '../../src/engine/transforms/index.ts';
import { fitOf } from './examples.ts';

const registries: readonly Registry<Entry>[] = [...Object.values<Registry<Entry>>(REGISTRIES), ...Object.values<Registry<Entry>>(SETS)];
const entries = registries.flatMap((registry) => registry.entries.map((entry) => [`${registry.kind} ${entry.id}`, entry] as const));

/** What a parameter states wrongly, in words. */
function faultsOf(name: string, p: Parameter): string[] {
  const faults: [boolean, string][] = [
    [/^[a-z][A-Za-z0-9]*$/.test(name) && name !== 'id', 'its name is no word of letters and digits, or «id», which chooses the entry'],
  ];
  if (p.kind === 'number') {
    const allowed = (value: number): boolean =>
      value >= p.min && value <= p.max && (p.integer !== true || Number.isInteger(value)) && (p.valid === undefined || p.valid(value));
    const stops = [...(p.stops ?? [])];
    faults.push(
      [Number.isFinite(p.min) && Number.isFinite(p.max) && p.min < p.max, `${p.min} … ${p.max} is no range`],
      [p.scale !== 'log' || p.min >= 0, 'a log scale begins at 0 or above'],
      [typeof p.default === 'number' ? allowed(p.default) : p.default === p.word, `its default ${p.default} is not allowed`],
      [(p.word === undefined) === (p.wordLabel === undefined), 'word and wordLabel go together'],
      [(p.valid === undefined) === (p.validText === undefined), 'valid and validText go together'],
      // In a link it could not be told from a number.
      [p.word === undefined || Number.isNaN(Number(p.word)), `the word «${p.word}» reads as a number`],
      [p.step === undefined || p.step > 0, 'step is not above 0'],
      [stops.every(allowed), `a stop is not allowed: ${stops.find((stop) => !allowed(stop))}`],
      [stops.join() === [...new Set(stops)].toSorted((x, y) => x - y).join(), 'stops do not rise'],
    );
  }
  if (p.kind === 'choice') {
    const values = p.choices.map(({ value }) => value);
    faults.push(
      [values.includes(p.default), `its default «${p.default}» is no choice`],
      [values.length > 1 && new Set(values).size === values.length, 'its choices are not two or more different ones'],
      [values.every((value) => value !== '' && value.trim() === value), 'a choice is empty or has spaces around it'],
      ...LANGUAGES.map((language): [boolean, string] => [
        new Set(p.choices.map(({ label }) => label[language])).size === values.length,
        `two choices have the same label in «${language}»`,
      ]),
    );
  }
  if (p.kind === 'line') {
    const itself = (value: string): boolean => {
      const read = p.parse(value);
      return read.ok && read.value === value;
    };
    faults.push(
      [itself(p.default), `its default «${p.default}» is not written as it reads`],
      [p.suggestions.length > 0 && p.suggestions.every(itself), 'a suggestion is missing, or not written as it reads'],
      // Where nothing is the default, an empty line says so.
      [p.parse('').ok === (p.default === '') && !p.parse('\u0000').ok, 'it takes what says nothing'],
    );
  }
  return faults.flatMap(([isFine, fault]) => (isFine ? [] : [`parameter ${name}: ${fault}`]));
}

function faultsOfAll(who: string, parameters: Parameters): string[] {
  const labels = LANGUAGES.flatMap((language) => {
    const all = Object.values(parameters).map(({ label }) => label[language]);
    return all.filter((label, i) => all.indexOf(label) !== i).map((label) => `two parameters are called «${label}» in «${language}»`);
  });
  return [...Object.entries(parameters).flatMap(([name, p]) => faultsOf(name, p)), ...labels].map((fault) => `${who}: ${fault}`);
}

test.each(entries)('%s states parameters that can be', (who, entry) => {
  expect(faultsOfAll(who, entry.parameters)).toEqual([]);
  expect(entry.reference?.trim(), `${who}: reference`).not.toBe('');
});

test.each(entries)('%s has an example that its own parameters allow', (who, entry) => {
  const values = { ...defaultsOf(entry.parameters), ...entry.example };
  const refused =
    objectOf(entry.parameters)
      .safeParse(values)
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  expect(refused, `${who}: its example`).toEqual([]);
});

test.each(transforms.entries.map((def) => [def.id, def] as const))('transform %s is off at its defaults and on in its example', (_, def) => {
  const off = defaultsOf(def.parameters);
  expect([def.active(off), def.active({ ...off, ...def.example })]).toEqual([false, true]);
});

test('parameters that entries name are their own numbers', () => {
  const named = [
    ...tasks.entries.flatMap(({ parameters, trainAmount, labelNoise = trainAmount }) => [parameters[trainAmount], parameters[labelNoise]]),
    ...optimizers.entries.flatMap(({ parameters, decay }) => (decay === null ? [] : [parameters[decay]])),
    ...transforms.entries.flatMap(({ parameters, decay }) => (decay === undefined ? [] : [parameters[decay]])),
  ];
  expect(named.map((parameter) => parameter?.kind)).toEqual(named.map(() => 'number'));
});

test.each(Object.entries({ ...GROUPS, landscape: landscapeParameters }))('so do the options «%s»', (name, parameters) => {
  expect(faultsOfAll(name, parameters)).toEqual([]);
});

describe('ids', () => {
  test.each(registries.map((registry) => [registry.kind, registry] as const))('of %s stand in links as they are, and only once', (_, registry) => {
    for (const id of registry.ids) {
      expect(id).toMatch(/^[a-z][A-Za-z0-9-]*$/);
      expect(encodeURIComponent(id)).toBe(id);
      expect(registry.get(id)).toBe(registry.find(id));
      expect(registry.get(id).id).toBe(id);
    }
    expect(new Set(registry.ids).size).toBe(registry.ids.length);
    expect(registry.ids.length).toBeGreaterThan(0);
    for (const language of LANGUAGES) expect(new Set(registry.entries.map(({ label }) => label[language])).size).toBe(registry.ids.length);
  });

  test('a registry refuses two entries with one id, and an id it does not have', () => {
    const [[, entry]] = entries as [(typeof entries)[0]];
    expect(() => new Registry('thing', [entry, entry])).toThrow('thing');
    expect(() => new Registry('thing', [entry]).get('nonsense')).toThrow('nonsense');
    expect(new Registry('thing', [entry]).find('constructor')).toBeUndefined();
  });
});

test('every entry can be chosen with its own defaults', () => {
  for (const [section, registry] of Object.entries(REGISTRIES)) {
    for (const entry of registry.entries) {
      const fit = fitOf(section as RegistrySection, entry.id);
      // Its task first: another one may not be for it.
      const parsed = withPairs(defaultConfig(), [
        ['task.id', fit.task],
        [`${section}.id`, entry.id],
      ]);
      expect(parsed.ok && parsed.config[section as keyof typeof REGISTRIES].id).toBe(entry.id);
      const { id } = entry;
      const bare = parseConfig({ ...(parsed.ok ? parsed.config : {}), [section]: { id } });
      expect(bare.ok && bare.config[section as keyof typeof REGISTRIES]).toEqual({ ...defaultsOf(entry.parameters), id });
    }
  }
  for (const [section, registry] of Object.entries(SETS)) expect(Object.keys(defaultConfig()[section as keyof typeof SETS])).toEqual(registry.ids);
});
