/** The language that is chosen reaches every word inside, and comes as one. */
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { useTranslation } from 'react-i18next';
import { text } from '../../../src/engine/text.ts';
import { speak, startI18n } from '../../../src/ui/i18n/index.ts';
import { Speaking } from '../../../src/ui/i18n/Speaking.tsx';
import { useText } from '../../../src/ui/i18n/useText.ts';

beforeAll(() => startI18n('ja'));
afterEach(cleanup);

function Words() {
  const { t } = useTranslation();
  return `${useText()(text('yes', 'はい'))} ${t('tools.language')}`;
}

test('what is inside speaks the language that was chosen first, and each one chosen after it', async () => {
  render(
    <p data-testid="said">
      <Speaking>
        <Words />
      </Speaking>
    </p>,
  );
  const said = (): string => screen.getByTestId('said').textContent;
  expect(said()).toMatch(/^はい /);
  const japanese = said();
  await act(async () => speak('en'));
  expect(said()).toMatch(/^yes /);
  expect(document.documentElement.lang).toBe('en');
  await act(async () => speak('ja'));
  expect(said()).toBe(japanese);
});
