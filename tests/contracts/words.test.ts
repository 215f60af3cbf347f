/** Every word of the page, wherever it stands: none that was retired, one for each concept, none cut off, and nothing named that is not there. */
import { expect, test } from 'vitest';
import { fields } from '../../src/engine/config/fields.ts';
import { idsOf } from '../../src/engine/config/config.ts';
import { chartsOf } from '../../src/engine/probes/measuring.ts';
import { probes } from '../../src/engine/probes/index.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { PRESET_GROUPS } from '../../src/engine/presets/preset.ts';
import { REGISTRIES, SETS } from '../../src/engine/config/registries.ts';
import { optionFields } from '../../src/engine/config/settings.ts';
import { LANGUAGES, type Text } from '../../src/engine/text.ts';
import { firstSentence } from '../../src/ui/header/firstSentence.ts';
import { en } from '../../src/ui/i18n/en.ts';
import { ja } from '../../src/ui/i18n/ja.ts';
import { LENSES } from '../../src/ui/lenses/index.ts';

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && typeof (value as Text).en === 'string' && typeof (value as Text).ja === 'string';

/** Every text in an entry, however deep. */
function textsIn(value: unknown, seen = new Set<unknown>()): Text[] {
  if (isText(value)) return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.values(value).flatMap((inner) => textsIn(inner, seen));
}

const catalogues = Object.entries(en).flatMap(([section, words]) =>
  Object.keys(words).map((key): Text => {
    const at = (catalogue: object): string => ((catalogue as Record<string, Record<string, string>>)[section] as Record<string, string>)[key] as string;
    return { en: at(en), ja: at(ja) };
  }),
);
const all: readonly Text[] = [
  ...catalogues,
  ...textsIn([Object.values(REGISTRIES).map(({ entries }) => entries), Object.values(SETS).map(({ entries }) => entries), optionFields]),
  ...textsIn(PRESETS.map(({ label, shows, config }) => [label, shows, fields(idsOf(config)), chartsOf(config)])),
  ...textsIn([PRESET_GROUPS, probes.entries, LENSES]),
];

test('there is much to read', () => expect(all.length).toBeGreaterThan(500));

const RETIRED: Readonly<Record<'en' | 'ja', readonly RegExp[]>> = {
  en: [
    /\bStart and norm\b/,
    /^Fewer$/,
    /^memorised at$/,
    /^grokked at$/,
    /\band at least every\b/,
    /\bsmall start\b/i,
    /^measure$/,
    /\bwill not do\b/,
    /\bTends to\b/,
  ],
  ja: [
    /頑健/,
    /計算装置/,
    /当てはまって/,
    /見せない例/,
    /見たことのない/,
    /初期スケール/,
    /汎化とみなす精度/,
    /ブラウザ(?!ー)/,
    /小さな初期値/,
    /^等間隔$/,
    /学習データ/,
  ],
};

test.each(LANGUAGES)('no retired word: %s', (language) => {
  const found = all.map((words) => words[language]).filter((words) => RETIRED[language].some((word) => word.test(words)));
  expect(found).toEqual([]);
});

test.each(LANGUAGES)('nothing is cut off: %s', (language) => {
  expect(all.map((words) => words[language]).filter((words) => /…|\.\.\./.test(words))).toEqual([]);
});

/** One word of English has one of Japanese, and the other way round, among the names of things. */
test('one name for one thing', () => {
  const names = [
    ...PRESETS.flatMap(({ config }) => fields(idsOf(config)).flatMap(({ path, parameter }) => (path.endsWith('.id') ? [] : [parameter.label]))),
    ...PRESETS.flatMap(({ config }) => chartsOf(config).flatMap(({ title, series }) => [title, ...series.map(({ label }) => label)])),
    ...LENSES.map(({ label }) => label),
  ];
  const pairs = new Map<string, Set<string>>();
  for (const { en: english, ja: japanese } of names) {
    const key = english.toLowerCase();
    pairs.set(key, (pairs.get(key) ?? new Set()).add(japanese));
  }
  expect([...pairs].filter(([, said]) => said.size > 1).map(([name, said]) => [name, ...said])).toEqual([]);
});

const names = (language: 'en' | 'ja'): ReadonlySet<string> =>
  new Set([...PRESETS.map(({ label }) => label[language]), ...LENSES.map(({ label }) => label[language]), ...catalogues.map((words) => words[language])]);
const QUOTED = { en: /«([^»]+)»/g, ja: /「([^」]+)」/g } as const;

test.each(PRESETS.flatMap(({ id, shows }) => LANGUAGES.map((language) => [id, language, shows[language]] as const)))(
  'what preset %s names is there: %s',
  (_, language, words) => {
    const known = names(language);
    expect([...words.matchAll(QUOTED[language])].map(([, name]) => name).filter((name) => !known.has(name as string))).toEqual([]);
  },
);

/** What a line that stands alone cannot lean on: words for something said before. */
const LEANING = { en: /^(?:The same|It|This|These|That|Here)\b|^The paper’s/, ja: /^(?:同じ|これ|それ|この|その|ここ|論文の)/ } as const;

test.each(PRESETS.flatMap(({ id, shows }) => LANGUAGES.map((language) => [id, language, firstSentence(shows[language])] as const)))(
  'the menu’s line of %s stands alone: %s',
  (_, language, line) => expect(line).not.toMatch(LEANING[language]),
);
