/** A description is written in one way, says what can be, and stands in a link as it is. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { descriptorLine, nameOf, readDescriptor, writeDescriptor } from '../../../src/engine/own/descriptor.ts';
import { SAMPLES } from '../../../src/engine/own/samples.ts';
import { fingerprint } from '../../../src/engine/own/fingerprint.ts';

const GOOD = 'numbers~h~3~60~2~0~2~0123456789abcdef~sales.csv';

test('it says what it is of', () => {
  expect(readDescriptor(GOOD)).toEqual({
    kind: 'numbers',
    header: true,
    answer: 2,
    value: false,
    count: 60,
    arity: 2,
    words: 0,
    outputs: 2,
    mean: 0,
    spread: 1,
    hash: '0123456789abcdef',
    name: 'sales.csv',
  });
  expect(readDescriptor(GOOD.replace('~2~0123', '~v_-1.5_2e-7~0123'))).toMatchObject({ value: true, outputs: 1, mean: -1.5, spread: 2e-7 });
});

test.each([
  '',
  '\u0000',
  'numbers',
  GOOD.replace('numbers', 'pictures'),
  GOOD.replace('~h~', '~x~'),
  GOOD.replace('~60~', '~060~'),
  GOOD.replace('~60~', '~1~'),
  GOOD.replace('~60~', '~100001~'),
  GOOD.replace('~2~0~', '~2~5~'),
  GOOD.replace('~2~0~', '~1001~0~'),
  GOOD.replace('~0~2~', '~0~1~'),
  GOOD.replace('~0~2~', '~0~1001~'),
  GOOD.replace('~0~2~', '~0~v_1_0~'),
  GOOD.replace('~0~2~', '~0~v_1e101_1~'),
  GOOD.replace('abcdef', 'abcdeg'),
  GOOD.replace('0123456789abcdef', 'sample'),
  GOOD.replace('sales.csv', 'a/b.csv'),
  GOOD.replace('sales.csv', ''),
  `${GOOD}~`,
  'tokens~n~3~60~2~5~v_1_1~0123456789abcdef~a.csv',
  'table~n~1~9~2~3~3~0123456789abcdef~a.csv',
  'table~n~0~10~2~3~3~0123456789abcdef~a.csv',
])('«%s» is none', (written) => {
  expect(descriptorLine(written, []).ok).toBe(false);
});

test('spaces around it say nothing, nor do capitals', () => {
  expect(descriptorLine(GOOD.toUpperCase(), [])).toEqual({ ok: true, value: GOOD.replace('sales.csv', 'SALES.CSV') });
  expect(descriptorLine(SAMPLES[0].descriptor.toUpperCase(), [SAMPLES[0].descriptor])).toEqual({ ok: true, value: SAMPLES[0].descriptor });
  expect(descriptorLine(` ${GOOD} `, [])).toEqual({ ok: true, value: GOOD });
});

test('a name is one line without what means something in a link, and stays what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (given) => {
      const name = nameOf(given);
      expect(nameOf(name)).toBe(name);
      const descriptor = readDescriptor(GOOD.replace('sales.csv', () => name));
      expect(descriptor?.name).toBe(name);
      expect(descriptor === null ? '' : readDescriptor(writeDescriptor(descriptor))).toEqual(descriptor);
    }),
  );
  expect([nameOf('C:\\data\\a%20b.csv'), nameOf('../../etc/passwd'), nameOf('<b>.csv'), nameOf('  ')]).toEqual(['a_20b.csv', 'passwd', '_b_.csv', 'data.csv']);
});

test('a fingerprint is the beginning of its SHA-256', async () => {
  // FIPS 180-2, appendix B.1: the digest of «abc».
  expect(await fingerprint(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea');
});
