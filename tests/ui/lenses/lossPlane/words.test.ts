import { beforeAll, expect, test } from 'vitest';
import { startI18n, voiceOf } from '../../../../src/ui/i18n/index.ts';
import { namesOf } from '../../../../src/ui/lenses/lossPlane/words.ts';

beforeAll(() => startI18n('en'));

test('what learned without a delay is not said to have memorised or grokked', () => {
  const t = voiceOf('en').getFixedT('en');
  expect(namesOf({ steps: [0, 100, 900], called: ['memorised', 'grokked'] }, t)).toEqual(['start', 'memorised 100', 'grokked 900']);
  expect(namesOf({ steps: [0, 100, 120], called: ['fitted', 'generalised'] }, t)).toEqual(['start', 'learned 100', 'generalised 120']);
});
