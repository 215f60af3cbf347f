import { expect, test } from 'vitest';
import { createPage } from '../../../src/store/page.ts';
import { demandShown } from '../../../src/ui/figures/demandShown.ts';

const page = createPage();
const { moment } = page;
const of =
  (subject: string, step: number, run: string | null = 'a') =>
  () =>
    demandShown(page, run === null ? null : { id: run }, { subject, step }, 'Examples');

test('of the run in front, whenever it was asked, and of the network of the settings before there is a run', () => {
  moment.store.setState({ step: null, network: null });
  expect(of('a', 3)).not.toThrow();
  expect(of('{}', 0, null)).not.toThrow();
});

test('not of another run, and of the past only at the moment that is shown', () => {
  moment.store.setState({ step: null, network: null });
  expect(of('b', 3)).toThrow('«Examples» saw last is of another run');
  moment.store.setState({ step: 7, network: { step: 5 } as never });
  expect(of('a', 5)).not.toThrow();
  expect(of('a', 7)).toThrow('of step 7');
  moment.store.setState({ step: 7, network: null });
  expect(of('a', 7)).toThrow('of step 7');
});
