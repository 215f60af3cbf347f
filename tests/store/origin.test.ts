import { expect, test } from 'vitest';
import { createConfig } from '../../src/store/config.ts';
import { originOf } from '../../src/store/origin.ts';

test('a preset or a link is a choice, a field is none', () => {
  const config = createConfig();
  const origin = () => originOf(config.store.getState());
  expect(origin()).toEqual({ basedOn: 'default', choice: 0 });
  config.setField('seed', 5);
  expect(origin().choice).toBe(0);
  config.adopt(config.store.getState(), 'default');
  expect(origin()).toEqual({ basedOn: 'default', choice: 1 });
});
