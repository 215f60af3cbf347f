import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemLine, systemWords } from '../../scripts/fault.mjs';

test.each([
  ["x\n\u001b[31mError: EROFS: read-only file system, open '/a'\u001b[0m\n    at b", "EROFS: read-only file system, open '/a'"],
  ['Failed to write file in /a\n\nCaused by:\n    No space left on device (os error 28)\n\nStack backtrace:\n 0: x', 'No space left on device (os error 28)'],
  ['cc1: Permission denied', 'cc1: Permission denied'],
  ['src/a.ts(1,2): error TS1005: expected', null],
  ['', null],
])('%j', (output, line) => {
  expect(systemLine(output)).toBe(line);
});

test('errors as Node throws them', () => {
  const thrown = (path: string): unknown => {
    try {
      return readFileSync(path);
    } catch (error) {
      return error;
    }
  };
  expect(systemWords(thrown('/nowhere'))).toBe('/nowhere: no such file or directory (ENOENT)');
  expect(systemWords(new Error('ours'))).toBeNull();
  expect(systemWords(undefined)).toBeNull();
});
