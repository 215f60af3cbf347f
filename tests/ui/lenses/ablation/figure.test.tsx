/** Numbers and the table of what is left as a figure, in both languages; before there is an answer it says so. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/ablation/figure.tsx';
import { ALL_ON, viewOf } from '../../../../src/ui/lenses/ablation/view.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { CONFIG, seenOf } from './seen.ts';

const page = createPage();
const { viewer } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => viewer.store.setState(viewer.store.getInitialState(), true));

const drawn = (language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'Switch off', language });

test('before it was looked at it says so, and of another moment it is none', async () => {
  await expect(drawn()).rejects.toThrow('nothing was switched off yet');
  viewer.store.setState({ seen: { subject: 'run', config: CONFIG, step: 12, question: ALL_ON, answer: seenOf(), took: 1 } });
  page.moment.store.setState({ step: 500, network: null });
  await expect(drawn()).rejects.toThrow('of step 12');
  page.moment.store.setState({ step: null });
});

test.each(LANGUAGES)('what is off, both rows of numbers, and the table with its key, %s', async (language) => {
  const question = { ...ALL_ON, waves: 'keys' } as const;
  viewer.store.setState({ seen: { subject: 'run', config: CONFIG, step: 12, question, answer: seenOf(question), took: 1 } });
  const elements = expectFigure(await drawn(language));
  const words = elements.map((one) => one.words);
  expect(words.some((line) => line.includes(language === 'en' ? 'frequencies' : '周波数'))).toBe(true);
  for (const name of language === 'en' ? ['whole', 'switched off'] : ['全体', '切った後']) expect(words).toContain(name);
  expect(elements.filter(({ name }) => name === 'path').length).toBeGreaterThanOrEqual(8);
  expect(document.querySelectorAll('.on-paper')).toHaveLength(0);
});
