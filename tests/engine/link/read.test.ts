/** Links as they arrive: of every version, re-encoded, with trackers and punctuation behind them; and what is no link. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultSettings, optionFields, parseSettings, type Settings } from '../../../src/engine/config/settings.ts';
import { statements } from '../../../src/engine/config/statements.ts';
import { languageIn, readLink } from '../../../src/engine/link/read.ts';
import { idMeant, idsIn, nameMeant } from '../../../src/engine/link/meant.ts';
import { writeLink } from '../../../src/engine/link/write.ts';
import { findPreset, PRESETS } from '../../../src/engine/presets/index.ts';
import { describeProblem, type Problem } from '../../../src/engine/problem.ts';
import { anyLink, BEHIND, MANGLED, read, REWRITTEN, TRACKED } from './links.ts';

const problems = (hash: string): string[] => {
  const found = readLink(hash);
  return found.ok ? [] : found.problems.map(({ field }) => field);
};

test('the order of pairs does not matter, and entries are chosen first', () => {
  expect(read('model.activation=relu&model.id=mlp').settings.config.model).toMatchObject({ id: 'mlp', activation: 'relu' });
  expect(read('#optimizer.weightDecay=3').settings.config.optimizer['weightDecay']).toBe(3);
  expect(read('').settings).toEqual(defaultSettings());
  expect(read('#task.operation=a2+b').settings.config.task['operation']).toBe('a2+b');
  expect(read('#seed=2&seed=3').settings.config.seed).toBe(3);
  expect(Object.is(read('#transforms.penalty.strength=-0').settings.config.transforms['penalty']?.['strength'], 0)).toBe(true);
});

test.each([
  ['https://example.com/'],
  ['https://example.com/grokscope/?page=2&sort=up'],
  ['#https://example.com/'],
  ['example.com'],
  ['default'],
  ['an MLP, please'],
  ['mailto:someone@example.com'],
  ['#https%3A%2F%2Fexample.com%2F%3Fq%3D1'],
])('%s says nothing of ours: that is said, in both languages, and of no field', (text) => {
  const found = readLink(text);
  if (found.ok) throw new Error('it was taken');
  expect(found.problems).toHaveLength(1);
  const [problem] = found.problems;
  expect(problem).toMatchObject({ field: 'link', value: decodeURIComponent(text).replace(/^#/, '') });
  expect(describeProblem(problem as Problem, 'en')).toMatch(/^link: .*settings behind «#»/);
  expect(describeProblem(problem as Problem, 'ja')).toMatch(/^link: .*「#」の後に設定が続く/);
});

test('a text with settings is read as before: with «#» and without it, and whatever else of it is wrong is named', () => {
  expect(read('preset=mlp-fast').basedOn).toBe('mlp-fast');
  expect(problems('#nothing=1')).toEqual(['nothing']);
  expect(problems('#seed=1&nothing')).toEqual(['nothing']);
});

test('a preset without a version is what it is now', () => {
  for (const { id, config, landscape } of PRESETS) expect(read(`#preset=${id}`).settings).toEqual({ config, landscape });
  expect(read('#v=1').basedOn).toBe('default');
});

describe('links of the time when every field stood in them', () => {
  const old = readFileSync('tests/fixtures/version2.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { basedOn: string; link: string; settings: Settings });
  test.each(old.map((line, i) => [`${i} ${line.basedOn}`, line] as const))('%s', (_, { link, settings, basedOn }) => {
    const found = read(link);
    expect(found.settings).toMatchObject(settings);
    expect(found.basedOn).toBe(basedOn);
    // What has come since is as it is where nobody asks for it.
    expect(read(link.replace(`preset=${basedOn}`, 'preset=digits-adversarial')).settings).toEqual(found.settings);
  });
});

test('a field that has come since is not the preset’s but as it is where nobody asks for it', () => {
  const preset = findPreset('digits-adversarial');
  expect(preset?.config.adversarial.train).toBe('pgd');
  expect(read('#preset=digits-adversarial&version=2&seed=1').settings.config).toEqual({ ...defaultSettings().config, seed: 1 });
  expect(read('#preset=digits-adversarial&v=1&version=2').settings.config).toEqual(preset?.config);
});

describe('a link says the same however it has travelled', () => {
  test.each(Object.entries(REWRITTEN))('%s', (_, rewritten) => {
    fc.assert(
      fc.property(anyLink, fc.constantFrom(...TRACKED), fc.constantFrom(...BEHIND), (link, tracked, behind) => {
        // Encoded as a whole, nothing can be told from it.
        const more = rewritten('#=') === '#=' ? tracked + behind : '';
        expect(read(rewritten(writeLink(link)) + more)).toEqual(link);
      }),
      { numRuns: 100 },
    );
  });

  test.each(BEHIND)('with «%s» behind it, and behind trackers', (behind) => {
    for (const tracked of TRACKED) {
      expect(read(`#preset=mlp-fast&v=1${behind}${tracked}`)).toMatchObject({ basedOn: 'mlp-fast' });
      expect(read(`#preset=mlp-fast${tracked}${behind}`)).toMatchObject({ basedOn: 'mlp-fast', settings: { config: findPreset('mlp-fast')?.config } });
      expect(read(`#task.operation=a2%2Bb${behind}`).settings.config.task['operation']).toBe('a2+b');
      expect(read(`#model.sequence=a+b+%3D${behind}`).settings.config.model['sequence']).toBe('a b =');
      expect(read(`#lang=ja${behind}`).language).toBe('ja');
    }
  });
});

test.each([' and so on', '+and+so+on', '. This is 1', '.+This+is+1', ' – 見て', '.%20Look%20at%20this'])(
  'as much of a value as means something is its own, and «%s» is none of it',
  (behind) => {
    for (const formula of ['a*b+a+3', 'a*b', 'a']) {
      expect(read(`#task.id=formula&task.formula=${encodeURIComponent(formula)}${behind}`).settings.config.task['formula']).toBe(formula);
      expect(read(`#task.id=formula&task.formula=${formula.replaceAll('+', ' + ')}${behind}`).settings.config.task['formula']).toBe(formula);
    }
    for (const operation of ['a2+b', 'a3+ab']) expect(read(`#task.operation=${operation}${behind}`).settings.config.task['operation']).toBe(operation);
  },
);

test('whatever several programs make of a link one upon another, it says the same', () => {
  fc.assert(
    fc.property(anyLink, fc.shuffledSubarray(Object.keys(MANGLED), { maxLength: 4 }), (link, ways) => {
      const mangled = ways.reduce((text, way) => (MANGLED[way] as (text: string) => string)(text), writeLink(link));
      expect([mangled, read(mangled)]).toEqual([mangled, link]);
    }),
    { numRuns: 500 },
  );
});

test('names and ids are found whatever their capitals and what stands around them', () => {
  for (const name of [...statements(), ...optionFields].map(({ path }) => path)) expect(nameMeant(` (${name.toUpperCase()} `)).toBe(name);
  for (const { parameter } of [...statements(), ...optionFields])
    for (const id of idsIn(parameter)) expect(idMeant(idsIn(parameter), [id.toUpperCase().replaceAll('+', ' ')])).toBe(id);
  expect(idMeant(['ab', 'AB'], ['aB'])).toBeNull();
  expect(read('#PRESET=MLP-FAST&SEED=5&LANG=JA&@1E3.OPTIMIZER.LR=0.1')).toMatchObject({
    basedOn: 'mlp-fast',
    settings: { config: { seed: 5 } },
    language: 'ja',
    changes: [{ step: 1000, patch: { 'optimizer.lr': 0.1 } }],
  });
  expect(languageIn('#LANG = JA & seed=x')).toBe('ja');
});

test.each([
  ['0,01', 0.01],
  ['０。０１', 0.01],
  ['1e−3', 0.001],
  ['%EF%BC%91%EF%BD%85%E3%83%BC%EF%BC%93', 0.001],
  ['1×10^-3.', 0.001],
])('a number in a link is read as in the form: %s', (typed, value) => {
  expect(read(`#optimizer.lr=${typed}`).settings.config.optimizer['lr']).toBe(value);
});

test.each([
  ['#task.p=1', ['task.p']],
  ['#preset=nothing', ['preset']],
  ['#preset=default&v=2', ['v']],
  ['#preset=default&v=x', ['v']],
  ['#axis=upward&lang=fr&kernels=slow', ['axis', 'lang', 'kernels']],
  ['#foo', ['foo']],
  ['#landscape.alphaFrom=0&optimizer.lr=-1', ['landscape.alphaFrom', 'optimizer.lr']],
  ['#landscape.nonsense=1&landscape=2&landscape.__proto__=3', ['landscape.nonsense', 'landscape', 'landscape.__proto__']],
  ['#model.id=brain', ['model.id']],
  ['#constructor=1', ['constructor']],
  ['#__proto__=1&version=99', ['version', '__proto__']],
  ['#optimizer.lr=', ['optimizer.lr']],
  ['#optimizer.lr=1e999', ['optimizer.lr']],
  ['#optimizer.lr=1,000', ['optimizer.lr']],
  ['#optimizer.lr=-1&seed=1.5', ['optimizer.lr', 'seed']],
  ['#seed=bad&seed=2', ['seed']],
  ['#@5.seed=2&@x=1', ['@5.seed', '@x']],
  ['#=1', ['""']],
])('%s names what is wrong', (hash, expected) => {
  expect(problems(hash).toSorted()).toEqual(expected.toSorted());
});

test.each([
  ['lang=fr', ['lang'], { axis: null, language: null }],
  ['lang=fr&axis=linear', ['lang'], { axis: 'linear', language: null }],
  ['axis=upward&axis=log&lang=ja', ['axis'], { axis: 'log', language: 'ja' }],
  ['axis=upward&lang=fr', ['axis', 'lang'], { axis: null, language: null }],
])('what only says how a run is looked at costs no run: %s', (looks, ignored, link) => {
  const found = readLink(`#preset=mlp-fast&v=1&optimizer.lr=0.01&@9.optimizer.lr=0.02&${looks}`);
  expect(found).toMatchObject({ ok: true, link: { ...link, basedOn: 'mlp-fast', changes: [{ step: 9 }] } });
  expect(found.ok && found.link.settings.config.optimizer['lr']).toBe(0.01);
  expect(found.ok && found.ignored.map(({ field }) => field)).toEqual(ignored);
  expect(problems(`#foo=1&${looks}`).toSorted()).toEqual(['foo', ...ignored].toSorted());
});

test('a version that there never was is refused with those that there are', () => {
  for (const version of ['0', '2', '-1', 'x', '1.5']) {
    const found = readLink(`#preset=default&v=${version}`);
    expect(found).toMatchObject({ ok: false, problems: [{ field: 'v', value: version, expected: { en: 'one of 1' } }] });
  }
});

test('words that are left out are left to the reader, and kernels are fast by default', () => {
  expect(read('#preset=mlp-fast')).toMatchObject({ axis: null, language: null, kernels: 'fastest', changes: [], basedOn: 'mlp-fast' });
  expect(read('#kernels=exact&axis=log&lang=en')).toMatchObject({ axis: 'log', language: 'en', kernels: 'exact', basedOn: PRESETS[0]?.id });
  expect(read('#v=1).')).toMatchObject({ basedOn: PRESETS[0]?.id });
  expect(read('#preset=mlp-fast&version=2).').settings).toEqual(defaultSettings());
});

test('a change behind which something stands is read as one', () => {
  expect(read('#@5.optimizer.lr=0.25).').changes).toEqual([{ step: 5, patch: { 'optimizer.lr': 0.25 } }]);
});

test('of a word said twice the last counts', () => {
  const found = readLink('#preset=default&preset=mlp-fast&kernels=fastest&kernels=exact&axis=log&axis=linear&lang=en&lang=ja');
  expect(found).toMatchObject({ ok: true, link: { basedOn: 'mlp-fast', kernels: 'exact', axis: 'linear', language: 'ja' } });
  expect(languageIn('#lang=en&lang=ja')).toBe('ja');
});

test('a language is found also where something else is wrong', () => {
  expect([languageIn('#lang=ja&seed=-1'), languageIn('#lang=fr'), languageIn('')]).toEqual(['ja', null, null]);
});

test('a link of any kind is read or refused with reasons, and never throws', () => {
  const names = [...statements(), ...optionFields].map((field) => field.path);
  const path = fc.oneof(
    fc.constantFrom(...names, ...names.map((name) => `@5.${name}`), 'preset', 'v', 'axis', 'lang', 'version', '__proto__', 'toString', '', '@'),
    fc.string(),
  );
  const value = fc.oneof(
    fc.constantFrom('', 'NaN', 'Infinity', '-1', '1e400', 'full', 'true', '[object Object]', 'default', '%', '+', '1,000'),
    fc.string(),
    fc.double().map(String),
  );
  const hash = fc.oneof(
    fc.array(fc.tuple(path, value), { maxLength: 8 }).map((pairs) => `#${new URLSearchParams(pairs)}`),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(hash, (text) => {
      const found = readLink(text);
      const reasons = found.ok ? [] : found.problems.flatMap((problem) => [describeProblem(problem, 'en'), describeProblem(problem, 'ja')]);
      expect(found.ok ? parseSettings(found.link.settings).ok : reasons.length > 0).toBe(true);
      expect(reasons).not.toContain('');
    }),
    { numRuns: 500 },
  );
});

describe('reading takes as long as the link is', () => {
  const many = (count: number, part: (i: number) => string): string => `#${Array.from({ length: count }, (_, i) => part(i)).join('&')}`;
  /** Milliseconds at best. */
  const took = (hash: string): number =>
    Math.min(
      ...[1, 2].map(() => {
        const start = performance.now();
        readLink(hash);
        return performance.now() - start;
      }),
    );

  test.each([
    ['unknown fields', (count: number) => many(count, (i) => `unknown${i}=${i}`)],
    ['unknown fields of a section', (count: number) => many(count, (i) => `task.x${i}=${i}`)],
    ['deep names', (count: number) => many(count / 100, (i) => `${'a.'.repeat(100)}${i}=1`)],
    ['one field, again and again', (count: number) => many(count, (i) => `seed=${i}`)],
    ['one bad field, again and again', (count: number) => many(count, () => 'seed=x')],
    ['options', (count: number) => many(count, (i) => `landscape.x${i}=1`)],
    ['entries', (count: number) => many(count, () => 'task.id=s5')],
    ['changes', (count: number) => many(count, (i) => `@${i}.optimizer.lr=0.1`)],
    ['a long name', (count: number) => `#${'n'.repeat(10 * count)}=1`],
    ['a long value', (count: number) => `#seed=${'9'.repeat(10 * count)}`],
    ['brackets', (count: number) => `#seed=${')'.repeat(10 * count)}x`],
    ['encoded ampersands', (count: number) => `#seed=1${'%26'.repeat(count)}`],
    ['encoded parts', (count: number) => `#seed=1${'%26seed%3D2'.repeat(count)}`],
    ['semicolons', (count: number) => `#seed=1${';'.repeat(10 * count)}`],
    ['semicolons and words', (count: number) => `#seed=1${'; word'.repeat(count)}`],
    ['pluses', (count: number) => `#seed=1${'+'.repeat(10 * count)}1`],
    ['changes that are none', (count: number) => `#seed=1${';@'.repeat(count)}`],
    ['points', (count: number) => `#@${'.'.repeat(10 * count)}=1`],
    ['capitals', (count: number) => many(count, () => 'PRESET=DEFAULT')],
    ['ampersands', (count: number) => `#${'&amp;'.repeat(count)}`],
    ['per cents', (count: number) => `#seed=${'%25'.repeat(count)}`],
    ['spaces', (count: number) => `#seed=1${' '.repeat(10 * count)}1`],
  ])('%s', (_, text) => {
    // A hundred times as much may take a thousand times as long, on however busy a machine; were it quadratic, it would be ten thousand.
    expect(took(text(50_000))).toBeLessThan(1000 * Math.max(0.5, took(text(500))));
  });
});
