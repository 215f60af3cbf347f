import { expect, test } from 'vitest';
import { Registry } from '../../src/engine/registry.ts';
import { text } from '../../src/engine/text.ts';

const entry = (id: string) => ({ id, label: text(id, id), summary: text(id, id), parameters: {} });

test('entries are found by id, in the order in which they were given', () => {
  const [b, a] = [entry('b'), entry('a')];
  const registry = new Registry('thing', [b, a]);
  expect(registry.ids).toEqual(['b', 'a']);
  expect(registry.find('a')).toBe(a);
  expect(registry.get('b')).toBe(b);
  expect(registry.find('c')).toBeUndefined();
  expect(() => registry.get('c')).toThrow('no thing «c»');
});

test('two entries of one id are refused', () => {
  expect(() => new Registry('thing', [entry('a'), entry('a')])).toThrow('thing');
});
