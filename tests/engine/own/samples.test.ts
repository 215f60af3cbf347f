/** The files that come with the page are what their descriptions say, which stand in links. */
import { expect, test } from 'vitest';
import { readDescriptor, SAMPLE } from '../../../src/engine/own/descriptor.ts';
import { SAMPLES } from '../../../src/engine/own/samples.ts';
import { sheetOf, survey } from '../../../src/engine/own/survey.ts';

test.each(SAMPLES.map(({ descriptor, file }) => [descriptor, file] as const))('%s', (descriptor, file) => {
  const { name } = readDescriptor(descriptor) ?? { name: '' };
  const found = survey(new TextEncoder().encode(file()), { hash: SAMPLE, name });
  expect(found).toMatchObject({ ok: true, descriptor });
});

test('the moves of a triangle are a group that does not commute', () => {
  const [, triangle] = SAMPLES;
  const sheet = sheetOf(new TextEncoder().encode(triangle.file()));
  const [first = [], ...rows] = sheet.ok ? sheet.sheet.rows : [];
  const names = first.slice(1);
  const of = (a: string, b: string): string => rows[names.indexOf(a)]?.[names.indexOf(b) + 1] as string;
  const all = names.flatMap((a) => names.flatMap((b) => names.map((c) => [of(of(a, b), c), of(a, of(b, c))])));
  expect(all.filter(([left, right]) => left !== right)).toEqual([]);
  expect(names.map((a) => [of('e', a), of(a, 'e')])).toEqual(names.map((a) => [a, a]));
  expect([of('r', 'rr'), of('f', 'f'), of('f', 'r')]).toEqual(['e', 'e', 'fr']);
  expect(of('r', 'f')).not.toBe('fr');
});
