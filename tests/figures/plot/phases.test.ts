import { expect, test } from 'vitest';
import { PHASES } from '../../../src/engine/run/phases.ts';
import { LANGUAGES } from '../../../src/engine/text.ts';
import { PHASE_WORDS } from '../../../src/figures/plot/phases.ts';

test.each(LANGUAGES)('every phase has a name of its own: %s', (language) => {
  expect(new Set(PHASES.map((phase) => PHASE_WORDS[phase][language])).size).toBe(PHASES.length);
});
