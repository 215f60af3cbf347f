/** The landscape as a figure: the L and the U with their key; before there is any it says so. */
import { beforeAll, expect, test } from 'vitest';
import { defaultSettings } from '../../../../src/engine/config/settings.ts';
import { LANGUAGES, type Language } from '../../../../src/engine/text.ts';
import { landscapeOf } from '../../../../src/store/pageLandscape.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/landscape/figure.tsx';
import { onPaper } from '../onPaper.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { config, planOf, pointOf } from './points.ts';

beforeAll(() => startI18n('en'));

const drawn = (page: Page, language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'LU landscape', language });

/** A page whose landscape has all of its points. */
function filled(): Page {
  const page = createPage();
  const plan = planOf();
  const results = new Map(
    plan.points.map(({ key }, i) => {
      const alpha = plan.alphas[i % plan.alphas.length] as number;
      return [key, pointOf(alpha, { amount: plan.amounts[Math.floor(i / plan.alphas.length)] as number, testLoss: 0.2 + Math.abs(Math.log(alpha)) })] as const;
    }),
  );
  landscapeOf(page).store.setState({ subject: { config, options: defaultSettings().landscape, plan }, results });
  return page;
}

test('before there is a point it says how there will be some', async () => {
  await expect(drawn(createPage())).rejects.toThrow('no point of the landscape is there yet');
});

test.each(LANGUAGES)('both curves, their points and their key, %s', async (language) => {
  const elements = expectFigure(await drawn(filled(), language));
  const words = elements.map((one) => one.words);
  expect(words).toContain('LU landscape');
  expect(words).toEqual(expect.arrayContaining(language === 'ja' ? ['訓練', '検証'] : ['train', 'validation']));
  expect(words.some((line) => /^seed \d+$/.test(line))).toBe(true);
  // Three norms, each with a point for either side, beside the two of the key.
  expect(elements.filter(({ name }) => name === 'circle').length).toBeGreaterThanOrEqual(6);
  expect(document.querySelectorAll('.on-paper')).toHaveLength(0);
});
