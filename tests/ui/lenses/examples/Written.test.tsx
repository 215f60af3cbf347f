/** A sentence with the words that pulled: told by line, weight and words. */
import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createPage } from '../../../../src/store/page.ts';
import { speak, startI18n } from '../../../../src/ui/i18n/index.ts';
import { pulledOf, sentencePulls, strongest } from '../../../../src/ui/lenses/examples/pulling.ts';
import { PullsKey, Written } from '../../../../src/ui/lenses/examples/Written.tsx';
import { renderInPage } from '../../inPage.tsx';

const PARTS = [
  { text: 'Good', seen: true },
  { text: ', ', seen: true },
  { text: 'zyzzyva', seen: false },
  { text: ' ', seen: true },
  { text: 'not', seen: true },
  { text: ' ', seen: true },
  { text: 'it', seen: true },
  { text: '!', seen: true },
];
const PULLS = Float32Array.of(0, 0, 2, -0.8, 0.1);
const nameOf = (label: number): string => ['bad', 'good'][label] as string;

beforeAll(() => startI18n('en'));
afterEach(cleanup);

test('pulls stand at the words that were shown, in their order', () => {
  const pulled = pulledOf(PARTS, PULLS);
  expect(pulled.map(({ pull }) => pull).map((pull) => Math.round(10 * pull) / 10)).toEqual([2, 0, 0, 0, -0.8, 0, 0.1, 0]);
  expect(pulled.map(({ weight }) => weight)).toEqual([3, 0, 0, 0, 2, 0, 0, 0]);
  expect(strongest(pulled, 1).map(({ text }) => text)).toEqual(['Good']);
  expect(sentencePulls(Float32Array.of(1, 2, 3, 4, 5, 6), 1, 3)).toEqual(Float32Array.of(3, 4));
});

test('each marked word says towards what and how hard, and those who hear it hear the strongest', () => {
  renderInPage(<Written parts={PARTS} pulls={PULLS} nameOf={nameOf} />, createPage());
  const marked = [...document.querySelectorAll<HTMLElement>('.pull')].map(({ textContent, className, dataset, title }) => ({
    textContent,
    className,
    weight: dataset['weight'],
    title,
  }));
  expect(marked).toEqual([
    { textContent: 'Good', className: 'pull towards-1', weight: '3', title: 'Good: 2 in log-odds towards «good»' },
    { textContent: 'not', className: 'pull towards-0', weight: '2', title: 'not: 0.8 in log-odds towards «bad»' },
  ]);
  expect(document.querySelector('s')?.textContent).toBe('zyzzyva');
  expect(document.querySelector('.hidden')?.textContent).toBe(' Pulled most: Good towards good, not towards bad.');
  act(() => speak('ja'));
  expect(document.querySelector('.hidden')?.textContent).toContain('最も強く引いた単語: Good（goodへ）');
  act(() => speak('en'));
});

test('before it is known nothing is marked', () => {
  renderInPage(<Written parts={PARTS} nameOf={nameOf} />, createPage());
  expect(document.querySelectorAll('.pull')).toHaveLength(0);
  expect(document.body.textContent).toBe('Good, zyzzyva not it!');
});

test('the key names both sides', () => {
  renderInPage(<PullsKey nameOf={nameOf} />, createPage());
  expect(document.body.textContent).toMatch(/underlined towards «good», dashed towards «bad»/);
});
