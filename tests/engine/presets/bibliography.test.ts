/** Every paper that a preset names is in the bibliography. */
import { expect, test } from 'vitest';
import { bibtexOf, namedIn } from '../../../src/engine/presets/bibliography.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';

test.each(PRESETS.map(({ id, reference }) => [id, reference] as const))('%s', (_, reference) => {
  const papers = namedIn(reference);
  expect(papers).not.toEqual([]);
  const bibtex = bibtexOf(reference);
  expect(bibtex.match(/^@\w+\{\w+,$/gm)).toHaveLength(papers.length);
  // Braces that close, a year that is the one named.
  expect(bibtex.split('{').length).toBe(bibtex.split('}').length);
  for (const paper of papers) expect(bibtex).toContain(`year = {${paper.slice(-4)}}`);
});

test('what is no paper of ours is left out', () => {
  expect(bibtexOf('Nobody et al. 1999; Gromov 2023')).toMatch(/^@misc\{gromov2023grokking,/);
  expect(bibtexOf('nothing')).toBe('');
});
