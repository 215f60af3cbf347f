/** Weights to start from, in the form: opened, shown, taken away, and missing in another browser. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from '../../../src/store/page.ts';
import { Notices } from '../../../src/ui/Notices.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import WeightsField from '../../../src/ui/ownFiles/WeightsField.tsx';
import { useConfig } from '../../../src/ui/hooks.ts';
import { renderInPage } from '../inPage.tsx';

const HASH = '0123456789abcdef';
const WEIGHTS = `weights~${HASH}~net.npz`;

function Field() {
  return <WeightsField id="weights" value={useConfig((state) => state.config.init.weights)} describedBy="help" />;
}

const shown = async (): Promise<Page> => {
  const { page } = renderInPage(
    <>
      <Notices />
      <Field />
    </>,
  );
  await act(() => page.ownFiles.load());
  return page;
};
const init = (page: Page) => page.config.store.getState().config.init;

beforeAll(() => startI18n('en'));
afterEach(cleanup);

test('without any there is a place to open a file, and nothing to take away', async () => {
  await shown();
  expect(screen.getByText('or drop .npz or .safetensors here')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Take away/ })).toBeNull();
});

test('those that are taken are told of, shown, taken away and taken again', async () => {
  const page = await shown();
  act(() => {
    page.ownFiles.bring({ [HASH]: Uint8Array.of(1) }, [WEIGHTS]);
    page.ownFiles.take(WEIGHTS);
  });
  expect(screen.getByText(/The next run starts from the weights in net\.npz/)).toBeTruthy();
  expect(screen.queryByText(/is not here/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Take away net.npz' }));
  expect(init(page)).toEqual({ scale: 1, weights: '' });
  expect(screen.queryByText(/The next run starts/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'net.npz' }));
  expect(init(page).weights).toBe(WEIGHTS);
  fireEvent.click(screen.getByRole('button', { name: 'Forget net.npz' }));
  expect(await screen.findByText('net.npz is not here. Open it to run.')).toBeTruthy();
});

test('what is told of them ends where the settings are others', async () => {
  const page = await shown();
  act(() => page.ownFiles.take(WEIGHTS));
  expect(screen.getByText(/The next run starts from/)).toBeTruthy();
  act(() => void page.config.setField('init.weights', ''));
  expect(screen.queryByText(/The next run starts from/)).toBeNull();
});

test('those of a link that are not here are asked for, by name', async () => {
  const page = await shown();
  act(() => void page.config.setField('init.weights', WEIGHTS));
  expect(screen.getByText('net.npz is not here. Open it to run.')).toBeTruthy();
  act(() => page.bench.store.setState({ missing: { file: `own:${HASH}`, wanted: page.config.store.getState().config } }));
  expect(screen.getByText(/This needs the file net\.npz \(weights\), which is not here/)).toBeTruthy();
});
