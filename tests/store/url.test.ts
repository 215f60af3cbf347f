import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { idsOf } from '../../src/engine/config/config.ts';
import { fields } from '../../src/engine/config/fields.ts';
import { statements } from '../../src/engine/config/statements.ts';
import { defaultSettings, optionFields, parseSettings, settingPairs, withSetting, type Settings } from '../../src/engine/config/settings.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import type { Preset } from '../../src/engine/presets/preset.ts';
import { describeProblem } from '../../src/engine/problem.ts';
import { createConfig } from '../../src/store/config.ts';
import { createPage, type Page } from '../../src/store/page.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { currentLink, followAddress, keepAddress, linkedLanguage, readLink, writeLink, type Link } from '../../src/store/url.ts';

function link(hash: string): Link {
  const read = readLink(hash);
  if (!read.ok) throw new Error(read.problems.map((problem) => describeProblem(problem, 'en')).join('; '));
  return read.link;
}

const problems = (hash: string): string[] => {
  const read = readLink(hash);
  return read.ok ? [] : read.problems.map(({ field }) => field);
};

test.each(PRESETS.map((preset) => [preset.id, preset] as const))('preset %s survives its link, and has a short one', (id, { config, landscape }) => {
  const settings = { config, landscape };
  expect(link(writeLink({ settings, basedOn: id, axis: null, language: null }))).toEqual({ settings, basedOn: id, axis: null, language: null });
  expect(link(`#preset=${id}`).settings).toEqual(settings);
});

/** Any valid settings near a preset: a value here and there, as long as the whole stays valid. */
const anySettings: fc.Arbitrary<Settings> = fc.constantFrom(...PRESETS).chain(({ config, landscape }) =>
  fc.array(fc.tuple(fc.constantFrom(...fields(idsOf(config)), ...optionFields), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 6 }).map((changes) =>
    changes.reduce<Settings>(
      (current, [{ path, parameter }, x]) => {
        const value =
          parameter.kind === 'flag'
            ? x > 0.5
            : parameter.kind === 'choice'
              ? parameter.choices[Math.floor(x * (parameter.choices.length - 1e-9))]?.value
              : parameter.integer
                ? Math.round(parameter.min + x * (parameter.max - parameter.min))
                : parameter.min + x * (parameter.max - parameter.min);
        const parsed = parseSettings(withSetting(current, path, value));
        return parsed.ok ? parsed.settings : current;
      },
      { config, landscape },
    ),
  ),
);

test('all settings survive their link', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(link(writeLink({ settings, basedOn: 'default', axis: 'linear', language: 'ja' }))).toEqual({
        settings,
        basedOn: 'default',
        axis: 'linear',
        language: 'ja',
      });
    }),
    { numRuns: 100 },
  );
});

test('the order of pairs does not matter, and entries are chosen first', () => {
  expect(link('model.activation=relu&model.id=mlp').settings.config.model).toMatchObject({ id: 'mlp', activation: 'relu' });
  expect(link('#optimizer.weightDecay=3').settings.config.optimizer['weightDecay']).toBe(3);
  expect(link('').settings).toEqual(defaultSettings());
});

test.each([
  ['#task.p=44', ['task.p']],
  ['#preset=nothing', ['preset']],
  ['#axis=upward&lang=fr', ['axis', 'lang']],
  ['#foo', ['foo']],
  ['#landscape.alphaFrom=0&optimizer.lr=-1', ['landscape.alphaFrom', 'optimizer.lr']],
  ['#landscape.nonsense=1&landscape=2&landscape.__proto__=3', ['landscape.nonsense', 'landscape', 'landscape.__proto__']],
  ['#model.id=brain', ['model.id']],
  ['#constructor=1', ['constructor']],
  ['#__proto__=1&version=99', ['version']],
  ['#optimizer.lr=', ['optimizer.lr']],
  ['#optimizer.lr=1e999', ['optimizer.lr']],
  ['#optimizer.lr=-1&seed=1.5', ['optimizer.lr', 'seed']],
])('%s names what is wrong', (hash, expected) => {
  expect(problems(hash)).toEqual(expect.arrayContaining(expected));
});

test('a link of any kind is read or refused with reasons, and never throws', () => {
  const path = fc.oneof(
    fc.constantFrom(...[...statements(), ...optionFields].map((field) => field.path), 'preset', 'axis', 'lang', 'version', '__proto__', 'toString', ''),
    fc.string(),
  );
  const value = fc.oneof(
    fc.constantFrom('', 'NaN', 'Infinity', '-1', '1e400', 'full', 'true', '[object Object]', 'default'),
    fc.string(),
    fc.double().map(String),
  );
  const hash = fc.oneof(
    fc.array(fc.tuple(path, value), { maxLength: 8 }).map((pairs) => `#${new URLSearchParams(pairs)}`),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(hash, (text) => {
      const read = readLink(text);
      const reasons = read.ok ? [] : read.problems.flatMap((problem) => [describeProblem(problem, 'en'), describeProblem(problem, 'ja')]);
      expect(read.ok ? parseSettings(read.link.settings).ok : reasons.length > 0).toBe(true);
      expect(reasons).not.toContain('');
    }),
    { numRuns: 300 },
  );
});

test('the current link holds the config, and the axis where it is not the usual one', () => {
  const page = { config: createConfig(), preferences: createPreferences() };
  expect(new URLSearchParams(currentLink(page, null).slice(1)).has('axis')).toBe(false);
  page.preferences.setState({ axis: 'linear' });
  const pairs = new URLSearchParams(currentLink(page, 'ja').slice(1));
  expect([pairs.get('axis'), pairs.get('lang'), pairs.get('preset')]).toEqual(['linear', 'ja', 'default']);
  expect(settingPairs(PRESETS[0] as Preset).every(([path, value]) => pairs.get(path) === value)).toBe(true);
});

describe('the address', () => {
  const at = (hash: string): void => void vi.stubGlobal('location', { hash });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** A page after it has followed an address. */
  function followed(hash: string): { readonly page: Page; readonly wrong: string[] } {
    at(hash);
    const one = createPage();
    one.preferences.setState({ axis: 'linear', lens: null, lensOpen: false });
    return { page: one, wrong: followAddress(one).map(({ field }) => field) };
  }

  test('is taken over: settings, preset with its lens, axis', () => {
    const { page: one, wrong } = followed('#preset=lu-modular&axis=log&optimizer.lr=0.02');
    expect(wrong).toEqual([]);
    expect(one.config.store.getState()).toMatchObject({ basedOn: 'lu-modular', config: { optimizer: { lr: 0.02 } } });
    expect(one.preferences.getState()).toMatchObject({ axis: 'log', lens: 'landscape', lensOpen: true });
    expect(followed('#preset=no-decay').page.preferences.getState()).toMatchObject({ axis: 'linear', lens: null });
  });

  test.each([
    ['', []],
    ['#', []],
    ['#seed=-1', ['seed']],
    ['#x', ['x']],
  ])('«%s» changes nothing', (hash, expected) => {
    const { page: one, wrong } = followed(hash);
    expect(wrong).toEqual(expected);
    expect(one.config.store.getState()).toBe(one.config.store.getInitialState());
    expect(one.preferences.getState()).toMatchObject({ axis: 'linear', lens: null, lensOpen: false });
  });

  test.each([
    ['#lang=ja', 'ja'],
    ['#lang=en&seed=2', 'en'],
    ['', null],
    ['#lang=ja&seed=-1', null],
  ])('«%s» asks for the language %s', (hash, language) => {
    at(hash);
    expect(linkedLanguage()).toBe(language);
  });

  test('is kept in step, some time after the last change, until that is ended', () => {
    vi.useFakeTimers();
    const written: unknown[] = [];
    vi.stubGlobal('history', { state: { kept: 1 }, replaceState: (...all: unknown[]) => void written.push(all) });
    const one = createPage();
    const stop = keepAddress(one);
    for (const seed of [2, 3]) {
      one.config.setField('seed', seed);
      vi.advanceTimersByTime(249);
    }
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual([[{ kept: 1 }, '', currentLink(one, null)]]);
    expect(link(currentLink(one, null)).settings.config.seed).toBe(3);
    one.preferences.setState({ theme: 'dark' });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(1);
    one.preferences.setState({ axis: 'linear' });
    vi.advanceTimersByTime(1000);
    expect(written.at(-1)).toEqual([{ kept: 1 }, '', currentLink(one, null)]);
    one.config.setField('seed', 4);
    stop();
    one.config.setField('seed', 5);
    one.preferences.setState({ axis: 'log' });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(2);
  });
});
