/** BibTeX of runs, read by a small reader of its own: entries end, keys are unique, every entry has what its kind needs. */
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { bibtexOfRuns } from '../../../src/engine/runfile/citation.ts';
import type { RunFile } from '../../../src/engine/runfile/runfile.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';

interface Entry {
  readonly kind: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** What stands between braces from `at` on, and where it ends. @throws Error where they do not close */
function braced(text: string, at: number): [words: string, end: number] {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}') depth--;
    if (depth === 0) return [text.slice(at + 1, i), i + 1];
  }
  throw new Error(`no end: ${text.slice(at, at + 60)}`);
}

function read(bibtex: string): Entry[] {
  const entries: Entry[] = [];
  for (let rest = bibtex.trim(); rest !== '';) {
    const [, kind] = /^@(\w+)(?=\{)/.exec(rest) ?? [];
    if (kind === undefined) throw new Error(`no entry: ${rest.slice(0, 60)}`);
    const [body, end] = braced(rest, kind.length + 1);
    rest = rest.slice(end).trim();
    const [, key, list] = /^([A-Za-z0-9_]+),([^]*)$/.exec(body) ?? [];
    if (key === undefined || list === undefined) throw new Error(`no key: ${body.slice(0, 60)}`);
    const fields = new Map<string, string>();
    for (let left = list.trim(); left !== '';) {
      const [all, name] = /^(\w+) = (?=\{)/.exec(left) ?? [];
      if (all !== undefined && name !== undefined) {
        const [value, close] = braced(left, all.length);
        fields.set(name, value);
        left = left.slice(close).trim().replace(/^,\s*/, '');
      } else throw new Error(`no field: ${left.slice(0, 60)}`);
    }
    entries.push({ kind, key, fields });
  }
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  for (const { kind, fields } of entries) {
    for (const name of ['title', 'author', 'year', ...(kind === 'inproceedings' ? ['booktitle'] : [])]) expect(fields.get(name) ?? '').not.toBe('');
    expect(fields.get('year')).toMatch(/^\d{4}$/);
    // A sign of TeX's is escaped, outside of addresses.
    const set = [...fields].filter(([name]) => name !== 'url').map(([, value]) => value.replaceAll(/\\url\{[^}]*\}/g, ''));
    expect(set.join(' ')).not.toMatch(/(?<!\\)[#$%&_^~]/);
  }
  return entries;
}

const fileOf = (preset: string, config = defaultConfig()): RunFile => ({
  config,
  preset,
  plan: [],
  step: 500,
  made: [{ step: 0, backend: 'wasm', build: 'SIMD' }],
  marks: [],
  curves: [],
  snapshots: [],
  data: {},
});
const cited = (file: RunFile, address: string | null = 'https://example.org/page/#preset=default&seed=1&note=100%25_{x}') => ({ file, address, year: 2026 });

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
  test('its papers and the run', () => {
    const entries = read(bibtexOfRuns([cited(fileOf(id, preset.config))]));
    expect(entries.length).toBeGreaterThan(1);
    const run = entries.at(-1)?.fields;
    expect(run?.get('howpublished')).toBe('\\url{https://example.org/page/#preset=default&seed=1&note=100%25_%7Bx%7D}');
    expect(run?.get('note')).toMatch(/^After \w+ .*, seed \d+, step 500, computed on WASM SIMD$/);
  });
});

test('runs of one preset have keys of their own and share its papers', () => {
  const entries = read(bibtexOfRuns([cited(fileOf('default')), cited(fileOf('default')), cited(fileOf('mlp-fast'))]));
  const keys = entries.map(({ key }) => key);
  expect(keys.filter((key) => key.startsWith('grokscope'))).toEqual([
    expect.stringMatching(/^grokscope_default_seed\d+$/),
    expect.stringMatching(/^grokscope_default_seed\d+_2$/),
    expect.stringMatching(/^grokscope_mlp_fast_seed\d+$/),
  ]);
  expect(keys).toContain('power2022grokking');
});

test('a fork is titled by where it left its parent, and what was changed there', () => {
  const file = { ...fileOf('default'), parent: { run: 'a', step: 90 } };
  const title = (marks: RunFile['marks']) =>
    read(bibtexOfRuns([cited({ ...file, marks })]))
      .at(-1)
      ?.fields.get('title');
  expect(title([])).toMatch(/, seed \d+, forked at step 90$/);
  const later = { kind: 'changed', step: 200, patch: { 'optimizer.lr': 0.5 } } as const;
  expect(title([{ kind: 'changed', step: 90, patch: { 'optimizer.weightDecay': 0 } }, later])).toMatch(/, forked at step 90 with weight decay 0$/i);
});

test('without a page, its link', () => {
  expect(
    read(bibtexOfRuns([cited(fileOf('default'), null)]))
      .at(-1)
      ?.fields.get('howpublished'),
  ).toMatch(/^Grokscope, link \\url\{#preset=default/);
});

test('a preset that this version does not know', () => {
  const entries = read(bibtexOfRuns([cited(fileOf('a_{strange}\n~^\\one 50%'))]));
  expect(entries).toHaveLength(1);
  expect(entries[0]?.key).toMatch(/^grokscope_a_strange_one_50__seed\d+$/);
});
