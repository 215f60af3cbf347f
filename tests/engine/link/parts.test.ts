import { expect, test } from 'vitest';
import { optionFields } from '../../../src/engine/config/settings.ts';
import { statements } from '../../../src/engine/config/statements.ts';
import { WORDS } from '../../../src/engine/link/link.ts';
import { isTracking, partsOf } from '../../../src/engine/link/parts.ts';

const first = (text: string): [string, string | undefined][] => partsOf(text).map(({ name, values }) => [name, values[0]]);

test('a link is parts between & or ?, decoded as often as they were encoded', () => {
  expect(first('#a=1&b=2%2B3&c=a%2520b?d')).toEqual([
    ['a', '1'],
    ['b', '2+3'],
    ['c', 'a b'],
    ['d', ''],
  ]);
  expect(first('a%3D1%26b%3D2')).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
  expect(first('#a=b=c&&x=%zz&y=%E3%81')).toEqual([
    ['a', 'b=c'],
    ['x', '%zz'],
    ['y', '%E3%81'],
  ]);
  expect(first('#a=1:~:text=word')).toEqual([['a', '1']]);
  expect(first('#')).toEqual([]);
});

test('a plus is a plus first, and then the space of older links', () => {
  expect(partsOf('#a=b+c&d=1')[0]?.values).toEqual(['b+c', 'b c']);
});

test('behind a value may stand signs that are none of the link’s, and only behind the last one words', () => {
  expect(partsOf('#a=1)&b=2')[0]?.values).toEqual(['1)', '1']);
  expect(partsOf('#a=1) so&b=2')[0]?.values).toEqual(['1) so']);
  expect(partsOf('#a=1#top&b=2#top').map(({ values }) => values)).toEqual([['1#top'], ['2#top', '2']]);
  expect(partsOf('#a=1&b=2)&utm_source=x').at(-1)?.values).toEqual(['2)', '2']);
  expect(partsOf('#b=2。見て')[0]?.values).toContain('2');
  expect(first('#a=1&).')).toEqual([['a', '1']]);
});

test('a «#» is taken off the beginning alone, and a text fragment off the end', () => {
  expect(first('a=x#y&b=1')).toEqual([
    ['a', 'x#y'],
    ['b', '1'],
  ]);
  expect(first('##a=1')).toEqual([['#a', '1']]);
  expect(first('#a=1&b=x:~:text=one\ntwo&c=3')).toEqual([
    ['a', '1'],
    ['b', 'x'],
  ]);
});

test('of a last value are offered itself, without the punctuation behind it, and up to where a link is over', () => {
  for (const [text, values] of [
    ['#a=1', ['1']],
    ['#a=1).', ['1).', '1)', '1']],
    ['#a=1>b', ['1>b', '1']],
    ['#a=1). so', ['1). so', '1']],
    ['#a=1). so.', ['1). so.', '1). so', '1']],
    ['#a=1é2', ['1é2', '1']],
    ['#a=1 2\n3', ['1 2\n3', '1 2', '1']],
    ['#a=...', ['...', '..', '.', '']],
    ['#a=', ['']],
    ['#a=1+2 3', ['1+2 3', '1 2 3', '1+2', '1 2', '1']],
  ] as const) {
    expect([text, partsOf(text)[0]?.values]).toEqual([text, values]);
  }
});

test('so is a last name without a value, and only the last', () => {
  expect(first('#a&b). so')).toEqual([
    ['a', ''],
    ['b', ''],
  ]);
  expect(first('#a).&b=1')[0]).toEqual(['a).', '']);
  expect(first('# a =1& b &c')).toEqual([
    ['a', '1'],
    ['b', ''],
    ['c', ''],
  ]);
  expect(first('#=1&=')).toEqual([['', '1']]);
});

test('encoding is undone up to four times, as a whole only where no pair stands open', () => {
  const encoded = (times: number): string => Array.from({ length: times }).reduce<string>((text) => encodeURIComponent(text), 'a b');
  expect([0, 1, 2, 3, 4].map((times) => first(`#x=${encoded(times)}&y=1`)[0]?.[1])).toEqual(Array.from({ length: 5 }, () => 'a b'));
  expect(first(`#x=${encoded(5)}&y=1`)[0]?.[1]).toBe('a%20b');
  expect(first('a%3D1%26b%3D%2526')).toEqual([
    ['a', '1'],
    ['b', ''],
  ]);
});

test('signs between parts may be encoded, be semicolons, and have spaces around them, where a name and its sign follow', () => {
  for (const sign of ['&', '%26', '%2526', '%26amp%3B', ';', '%3B', ' & ', '+%26+', '%20;%20', ' ? ']) {
    for (const equals of ['=', '%3D', ' = ', '+=+', '%20%3D%20']) {
      expect([sign, equals, first(`#a=1${sign}b.c${equals}2${sign}@1,200.d${equals}3`).map(([name]) => name)]).toEqual([
        sign,
        equals,
        ['a', 'b.c', '@1,200.d'],
      ]);
    }
  }
  expect(first('#a=1;b')).toEqual([['a', '1;b']]);
  expect(first('#a=1%26b')).toEqual([['a', '1&b']]);
  expect(first('#utm_campaign=a%26b%3Dc&a=1')).toEqual([['a', '1']]);
  expect(first('#a=1%26utm_source%3Db;c=2')).toEqual([
    ['a', '1'],
    ['c', '2'],
  ]);
  for (const start of ['#/', '#!', '#!/', '/', '!']) expect(first(`${start}a=1`)).toEqual([['a', '1']]);
});

test('ampersands are found in any escape, once or again', () => {
  for (const sign of ['&', '&amp;', '&AMP;', '&amp%3B', '&#38;', '&#x26;', '&#X26;', '&amp;amp;', '&#38;amp;', '?'])
    expect([sign, first(`#a=1${sign}b=2`).map(([name]) => name)]).toEqual([sign, ['a', 'b']]);
});

test('trackers are known, and none of our names or values is taken for something else', () => {
  for (const name of ['utm_source', 'UTM_campaign', 'fbclid', 'gclid', 'msclkid', 'yclid', 'gbraid', 'mc_cid', 'igshid', 'ref_src', 'si', '_ga'])
    expect(isTracking(name)).toBe(true);
  const own = [...statements(), ...optionFields];
  const names = [...own.map(({ path }) => path), ...Object.keys(WORDS), 'preset', 'v', 'version'];
  expect(names.filter(isTracking)).toEqual([]);
  const values = own.flatMap(({ parameter: p }) =>
    p.kind === 'choice' ? p.choices.map(({ value }) => value) : p.kind === 'number' && p.word !== undefined ? [p.word] : [],
  );
  for (const value of values) {
    expect(value).toMatch(/^[\w +=-]+$/);
    expect(partsOf(`#a=${encodeURIComponent(value)}`)[0]?.values[0]).toBe(value);
  }
  // A plus that became a space still tells choices apart.
  for (const { parameter: p } of own) {
    const spaced = p.kind === 'choice' ? p.choices.map(({ value }) => value.replaceAll('+', ' ')) : [];
    expect(new Set(spaced).size).toBe(spaced.length);
  }
});

test.each([').', '!', '»', '。', ')', '?!', '**', ').*'])('a value that itself ends in a bracket is found before «%s»', (behind) => {
  expect(partsOf(`#a=2*(b+1)${behind}`)[0]?.values).toContain('2*(b+1)');
});
