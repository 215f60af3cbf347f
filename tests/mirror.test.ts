/** The tests mirror the sources: tests/a/b.test.ts is about src/a/b.ts, and tests/a/index.test.ts about all entries of a folder. */
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const LAYERS = ['cli', 'engine', 'figures', 'store', 'ui', 'worker'];

test.each(LAYERS)('every test of %s is about a source file', (layer) => {
  const tests = readdirSync(`tests/${layer}`, { recursive: true, encoding: 'utf8' }).filter((name) => /\.test\.tsx?$/.test(name));
  expect(tests).not.toEqual([]);
  const sourceOf = (name: string): string => `src/${layer}/${name.replaceAll('\\', '/').replace(/\.test\.tsx?$/, '')}`;
  expect(tests.filter((name) => !existsSync(`${sourceOf(name)}.ts`) && !existsSync(`${sourceOf(name)}.tsx`))).toEqual([]);
});
