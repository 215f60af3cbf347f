/** The pictures of a film: of every kind of run whole within their frame, the same for the same moment, and about nothing that comes later. */
import { describe, expect, test } from 'vitest';
import { chartsOf } from '../../../src/engine/probes/measuring.ts';
import type { RunRecord } from '../../../src/engine/run/record.ts';
import { LANGUAGES } from '../../../src/engine/text.ts';
import { filmOf, FRAME } from '../../../src/figures/film/picture.ts';
import type { Markup } from '../../../src/figures/markup.ts';
import { everythingOn, exampleConfig, readings } from '../../contracts/examples.ts';
import { recorded, RECORDS } from '../../ui/take/runs.ts';

interface Word {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

/** All words with where they stand. */
function wordsIn({ name, attributes, children }: Markup, dx = 0, dy = 0): Word[] {
  const [, x = 0, y = 0] = (/^translate\((-?[\d.]+)[ ,](-?[\d.]+)\)/.exec(String(attributes['transform'])) ?? []).map(Number);
  if (name === 'text')
    return [
      { words: children.map((child) => (typeof child === 'string' ? child : '')).join(''), x: dx + Number(attributes['x']), y: dy + Number(attributes['y']) },
    ];
  return children.flatMap((child) => (typeof child === 'string' ? [] : wordsIn(child, dx + x, dy + y)));
}

const SAID = { caption: 'A run', runs: [] };
const film = (record: RunRecord, ghosts: readonly RunRecord[] = [], language: 'en' | 'ja' = 'en') => {
  const names = new Map(ghosts.map(({ id }, i) => [id, { letter: 'BCDEFGHIJ'[i] as string, colour: `var(--run-${(i % 4) + 2})`, name: id }]));
  return filmOf(
    chartsOf(record.config),
    { record, ghosts, groups: [], names, axis: 'log', language },
    { ...SAID, runs: ghosts.map(({ id }) => ({ id, name: `run ${id}` })) },
  );
};

test.each(readings)('$model on $task: every chart is in the frame', (ids) => {
  const config = everythingOn(exampleConfig(ids));
  const record = recorded('a', [0, 1, 2, 5, 10, 20, 50], config);
  const found = wordsIn(film(record)(20, 'It learns.'));
  for (const { title } of chartsOf(config)) expect(found.map(({ words }) => words)).toContain(title.en);
  expect(found.filter(({ x, y }) => !(x >= 0 && x <= FRAME.width && y >= 0 && y <= FRAME.height))).toEqual([]);
});

describe.each(Object.entries(RECORDS))('%s', (_, make) => {
  test.each(LANGUAGES)('%s', (language) => {
    const record = make();
    const picture = film(record, [recorded('other', [0, 700])], language);
    const drawn = picture(0, '初め').text;
    expect(drawn).toBe(film(make(), [recorded('other', [0, 700])], language)(0, '初め').text);
    expect(drawn).not.toMatch(/NaN|Infinity|undefined|var\(/);
    expect(wordsIn(picture(0, '初め')).map(({ words }) => words)).toEqual(
      expect.arrayContaining([language === 'ja' ? 'ステップ 0' : 'step 0', '初め', 'run other']),
    );
  });
});

test('what comes later is in no picture before it', () => {
  const picture = film(RECORDS['a run with marks']());
  const at = (step: number): string =>
    wordsIn(picture(step, ''))
      .map(({ words }) => words)
      .join('\n');
  expect(at(499)).not.toContain('grokked 500');
  expect(at(500)).toContain('grokked 500');
  expect(at(79)).not.toContain('memorised 80');
});

test('a sentence is broken between words, and says where there is more of it', () => {
  const picture = film(RECORDS['one point']());
  const long = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
  const found = wordsIn(picture(0, long)).filter(({ words }) => words.startsWith('word'));
  expect(found).toHaveLength(2);
  expect(found[1]?.words.endsWith(' …')).toBe(true);
  const short = wordsIn(picture(0, 'word1 word2.')).filter(({ words }) => words.startsWith('word'));
  expect(short.map(({ words }) => words)).toEqual(['word1 word2.']);
});

test('runs behind it are named in a line; for how many there is no room is said', () => {
  const others = (count: number): RunRecord[] => Array.from({ length: count }, (_, i) => recorded(`with a long name number ${i}`, [0, 10]));
  const namedIn = (count: number): string[] => wordsIn(film(recorded('a', [0, 10]), others(count))(0, '')).map(({ words }) => words);
  expect(namedIn(2)).toEqual(expect.arrayContaining(['run with a long name number 0', 'run with a long name number 1']));
  expect(namedIn(2).filter((words) => words.startsWith('… +'))).toEqual([]);
  const named = namedIn(9).filter((words) => words.startsWith('run with')).length;
  expect(named).toBeGreaterThan(1);
  expect(namedIn(9)).toContain(`… +${9 - named}`);
});
