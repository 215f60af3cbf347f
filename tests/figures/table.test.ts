/** Tables on paper: every word there is stands in it, nothing beside it, and nothing over anything else. */
import { expect, test } from 'vitest';
import { element } from '../../src/figures/markup.ts';
import { sheetOf } from '../../src/figures/sheet.ts';
import { isNarrow, tableOf, turned, type Cell } from '../../src/figures/table.ts';
import { WIDTH, widthOf } from '../../src/figures/type.ts';
import { expectFigure } from './wellFormed.ts';

const ROOM = WIDTH - 24;

interface Line {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Its lines of words, where they stand, and its height. */
function drawn(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  room = ROOM,
): { readonly lines: Line[]; readonly height: number; readonly scale: number } {
  const table = tableOf(
    [head, ...rows].map((row) => row.map((words): Cell => ({ words }))),
    room,
  );
  const elements = expectFigure(sheetOf([table], { title: '', runs: [], caption: '' }));
  const scale = Number(
    /^scale\((.*)\)$/.exec(elements.find(({ attributes }) => attributes['transform']?.startsWith('scale') === true)?.attributes['transform'] ?? '')?.[1] ?? 1,
  );
  const lines = elements
    .filter(({ name, words, attributes }) => name === 'text' && words !== '' && attributes['font-size'] === '12' && attributes['x'] !== '10')
    .map(({ words, attributes }) => {
      const left = Number(attributes['x']) * scale;
      return { words, left, right: left + widthOf(words, 12) * scale, y: Number(attributes['y']) * scale };
    });
  return { lines, height: table.height, scale };
}

const apart = (lines: readonly Line[]): [string, string][] =>
  lines.flatMap((a, i) =>
    lines.slice(i + 1).flatMap((b): [string, string][] => (Math.abs(a.y - b.y) < 8 && a.left < b.right && b.left < a.right ? [[a.words, b.words]] : [])),
  );

const CASES: readonly (readonly [name: string, head: readonly string[], rows: readonly (readonly string[])[]])[] = [
  [
    'narrow',
    ['Run', 'seed'],
    [
      ['A', '1'],
      ['B', '2'],
    ],
  ],
  [
    'long words in one column',
    ['Run', 'weight decay, and what became of it later on', 'norm'],
    [
      ['A', '1 → 0 at 300 → 0.5 at 1,200 → 0 at 4,000 → 1 at 5,000 → 0.1 at 90,000', '31.2'],
      ['B', '–', '8'],
    ],
  ],
  [
    'many columns',
    ['Run', ...Array.from({ length: 9 }, (_, i) => `validation accuracy ${i}`)],
    [
      ['A', ...Array.from({ length: 9 }, () => '1,200 (×3.4)')],
      ['B', ...Array.from({ length: 9 }, () => '99 %')],
    ],
  ],
  ['far too many columns', ['Run', ...Array.from({ length: 24 }, (_, i) => `setting${i}`)], [['A', ...Array.from({ length: 24 }, (_, i) => `value ${i}`)]]],
  [
    'Japanese',
    ['実行', '丸暗記したステップ', '重み減衰をあとから変えた値', '検証データでの正解率'],
    [['A', '1,200 までに丸暗記', 'ステップ 300 で 1 → 0、ステップ 1,200 で 0 → 0.5、ステップ 4,000 で 0.5 → 1 に変更しました', '99 %']],
  ],
];

const lettersOf = (words: string): string[] => Array.from(words).toSorted();

test.each(CASES)('%s', (_, head, rows) => {
  const { lines, height } = drawn(head, rows);
  const said = lines
    .map(({ words }) => words)
    .join(' ')
    .replaceAll(/\s/g, '');
  for (const words of [...head, ...rows.flat()]) for (const piece of words.split(' ')) expect(said).toContain(piece.slice(0, 1));
  // Column by column and row by row, all of it.
  expect(lettersOf(said)).toEqual(lettersOf([...head, ...rows.flat()].join('').replaceAll(/\s/g, '')));
  for (const { right, y } of lines) {
    expect(right).toBeLessThanOrEqual(ROOM + 1);
    expect(y).toBeLessThanOrEqual(height);
  }
  expect(apart(lines)).toEqual([]);
});

test('a table that fits is not made smaller, one that cannot be that narrow is', () => {
  expect(drawn(...((CASES[0] as (typeof CASES)[number]).slice(1) as [readonly string[], readonly (readonly string[])[]])).scale).toBe(1);
  expect(drawn(...((CASES[3] as (typeof CASES)[number]).slice(1) as [readonly string[], readonly (readonly string[])[]])).scale).toBeLessThan(1);
});

test('a sign stands before its words', () => {
  const { markup } = tableOf([[{ words: 'Run' }], [{ words: 'A', sign: { markup: element('path', { d: 'M0 0H18' }), width: 18 } }]], ROOM);
  expect(markup.text).toMatch(/<path d="M0 0H18"\/><\/g><text x="23"/);
});

test('what is too wide is narrow when it is turned, and turned again it is what it was', () => {
  const wide = [
    ['Run', ...Array.from({ length: 24 }, (_, i) => `setting${i}`)],
    ['A', ...Array.from({ length: 24 }, (_, i) => `value ${i}`)],
  ].map((row) => row.map((words): Cell => ({ words })));
  expect([isNarrow(wide, ROOM), isNarrow(turned(wide), ROOM)]).toEqual([false, true]);
  expect(turned(turned(wide))).toEqual(wide);
});
