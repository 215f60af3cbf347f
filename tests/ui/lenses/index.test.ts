/** The lenses of the page, and the presets that open one. */
import { expect, test } from 'vitest';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { LENSES } from '../../../src/ui/lenses/index.ts';
import { faultsOfWords } from '../../contracts/texts.ts';

const ids = LENSES.map(({ id }) => id);

test('ids are distinct and fit into a link', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z-]+$/i);
});

test.each(LENSES.map((lens) => [lens.id, lens] as const))(
  '%s says in both languages what it is, and for every preset whether it has something to show',
  (_, lens) => {
    for (const words of [lens.label, lens.summary]) for (const language of ['en', 'ja'] as const) expect(words[language]).not.toBe('');
    const lacking = PRESETS.flatMap(({ config }) => lens.lacks(config) ?? []);
    expect(lacking.filter(({ en, ja }) => en === '' || ja === '')).toEqual([]);
  },
);

test('a preset opens a lens that is there and has something to show', () => {
  for (const { lens: id, config } of PRESETS) {
    if (id === undefined) continue;
    expect(ids).toContain(id);
    expect(LENSES.find((lens) => lens.id === id)?.lacks(config)).toBeNull();
  }
});

test.each(LENSES.map((lens) => [lens.id, lens.figure] as const))('%s is drawn for papers, or says in both languages why not', async (id, figure) => {
  const drawn = 'en' in figure ? faultsOfWords(id, figure) : typeof (await figure.ask()).draw;
  expect(drawn).toEqual('en' in figure ? [] : 'function');
});
