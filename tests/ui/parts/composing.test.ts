import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isComposing } from '../../../src/ui/parts/composing.ts';

test('a key belongs to an input method where the browser says so, in either of their ways', () => {
  const key = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', { key: 'Enter', ...init });
  expect(isComposing(key({}))).toBe(false);
  expect(isComposing(key({ isComposing: true }))).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 } as KeyboardEvent)).toBe(true);
  expect(isComposing({ nativeEvent: key({ isComposing: true }) } as never)).toBe(true);
});

test('where Enter or Escape reach a text field, it is asked', () => {
  const files = readdirSync('src/ui', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const listening = files.filter((file) => /event\.key === '(?:Enter|Escape)'/.test(readFileSync(join('src/ui', file), 'utf8')));
  expect(listening.length).toBeGreaterThanOrEqual(3);
  expect(listening.filter((file) => !readFileSync(join('src/ui', file), 'utf8').includes('isComposing(event)'))).toEqual([]);
});
