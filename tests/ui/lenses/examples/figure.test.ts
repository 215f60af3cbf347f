/** Examples as a figure: every question with its answer, ticks and crosses, drawings and sentences, in both languages. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { answers as asked } from '../../../../src/engine/looks/answers.ts';
import { examples as look } from '../../../../src/engine/looks/examples.ts';
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { LANGUAGES, type Language } from '../../../../src/engine/text.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import { dataOf } from '../../../../src/store/subject.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/examples/figure.ts';
import { configOf, DIGITS, MOLECULES, networkOf, seenBy } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';

const ASKED = { train: 5, val: 7 };
const SUMS = configOf({ 'task.p': 7 });

beforeAll(() => startI18n('en'));
beforeEach(() => {
  // happy-dom draws nothing.
  HTMLCanvasElement.prototype.getContext = () => null;
});

function pageOf(config: RunConfig, said = true, step = 12): Page {
  const page = createPage();
  const network = networkOf(config);
  const common = { config, question: ASKED, took: 1 };
  page.examples.sample.store.setState({ seen: { ...common, subject: dataOf(config), step: 0, answer: seenBy(look, network, ASKED).answer } });
  if (said) page.examples.answers.store.setState({ seen: { ...common, subject: 'run', step, answer: seenBy(asked, network, ASKED).answer } });
  return page;
}

function sampleOf(page: Page) {
  const { seen } = page.examples.sample.store.getState();
  if (seen === null) throw new Error('no sample');
  return seen;
}

const drawn = async (page: Page, language: Language = 'en') => expectFigure(await onPaper(draw, { page, title: 'Examples', language }));

test('before the lens was open it says so', async () => {
  await expect(drawn(createPage())).rejects.toThrow('open the lens «What it knows» once');
});

test.each(LANGUAGES)('every question, its answer, and whether that is right, %s', async (language) => {
  const page = pageOf(SUMS);
  const { answer } = sampleOf(page);
  const said = page.examples.answers.store.getState().seen?.answer.train;
  const words = (await drawn(page, language)).map((one) => one.words);
  const { inputs, targets } = answer.train.first;
  for (let i = 0; i < ASKED.train; i++) {
    expect(words).toContain(`${inputs[2 * i]} + ${inputs[2 * i + 1]} = `);
    const right = targets[i];
    const given = said?.kind === 'class' ? said.answers[i] : -1;
    expect(words).toContain(given === right ? `${right} ✓` : `${given} (${right}) ✗`);
  }
  expect(words.filter((line) => line.endsWith(' = '))).toHaveLength(ASKED.train + ASKED.val);
  expect(words.some((line) => line.includes('step 12'))).toBe(true);
});

test('not asked yet, the labels stand alone, and it says so', async () => {
  const words = (await drawn(pageOf(SUMS, false))).map((one) => one.words);
  expect(words.join(' ')).toMatch(/has not been asked yet/);
  expect(words.join(' ')).not.toMatch(/[✓✗]/);
});

test('answers of another moment than the one that is shown are not drawn', async () => {
  const page = pageOf(SUMS);
  page.moment.store.setState({ step: 5, network: null });
  await expect(drawn(page)).rejects.toThrow('of step 12');
});

test('molecules are drawn, with both values', async () => {
  const elements = await drawn(pageOf(MOLECULES));
  expect(elements.filter(({ name, attributes }) => name === 'path' && attributes['stroke-linecap'] === 'round').length).toBeGreaterThan(
    ASKED.train + ASKED.val,
  );
  expect(elements.filter(({ words }) => words.startsWith('true '))).toHaveLength(ASKED.train + ASKED.val);
});

test('where there is no canvas, images are not drawn, and it says why', async () => {
  await expect(drawn(pageOf(DIGITS))).rejects.toThrow('canvas');
});

test('sentences keep their spaces; what the network is not shown is struck through, and it says why', async () => {
  const page = pageOf(SUMS);
  const seen = sampleOf(page);
  const { answer } = seen;
  const part = (text: string, shown = true) => ({ text, seen: shown });
  const written = [
    [part('Good'), part(' '), part('food', false), part(' '), part(', good'), part(' '), part('service'), part('.')],
    ...Array.from({ length: 6 }, () => [part('a')]),
  ];
  page.examples.sample.store.setState({
    seen: { ...seen, answer: { ...answer, train: { ...answer.train, written: written.slice(0, 5) } } },
  });
  const elements = await drawn(page);
  const from = elements.findIndex(({ words }) => words === 'Good');
  expect(
    elements
      .slice(from, from + 9)
      .map(({ words }) => words)
      .join(''),
  ).toBe('Good food , good service.');
  expect(elements.filter(({ attributes }) => attributes['text-decoration'] === 'line-through').map(({ words }) => words)).toEqual(['food']);
  expect(elements.map(({ words }) => words).join(' ')).toMatch(/not in the vocabulary/);
});
