import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STATUS, statusHelp, statusOf } from '../../src/cli/status.ts';

const ALL = [...Object.values(STATUS), statusOf('SIGINT'), statusOf('SIGTERM')];

test('every status is another one', () => {
  expect(new Set(ALL).size).toBe(ALL.length);
  expect([statusOf('SIGINT'), statusOf('SIGTERM')]).toEqual([130, 143]);
});

test.each(ALL)('%i is explained in help and README', (status) => {
  expect(statusHelp().match(new RegExp(`^ +${status}  \\S`, 'gm'))).toHaveLength(1);
  const table = readFileSync('README.md', 'utf8').match(/^\| [\d, ]+ \|/gm) ?? [];
  expect(table.filter((cell) => cell.match(/\d+/g)?.includes(String(status)))).toHaveLength(1);
});
