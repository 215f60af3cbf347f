/**
 * What links, configs and kept points say stays sayable. `fixtures/fields.jsonl` holds every field as it has been since it is there, and what fits
 * together. New fields and entries need no line there; a line that no longer holds is a link that means something else.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { statements } from '../../../src/engine/config/statements.ts';
import { optionFields } from '../../../src/engine/config/settings.ts';
import type { Parameter } from '../../../src/engine/parameters.ts';
import { fits } from '../../contracts/examples.ts';

/** All of a parameter that decides what a link may say of it, and what the form makes of that. */
function saidOf(p: Parameter): unknown {
  if (p.kind === 'flag') return { kind: p.kind, default: p.default };
  if (p.kind === 'choice') return { kind: p.kind, default: p.default, choices: p.choices.map(({ value }) => value) };
  if (p.kind === 'line') return { kind: p.kind, default: p.default };
  const { kind, min, max, scale, word = null, integer = false, live = false } = p;
  return { kind, default: p.default, min, max, scale, word, integer, live };
}

const lines = (): string[] => [
  ...statements(({ parameter }) => JSON.stringify(saidOf(parameter))).flatMap(({ path, parameter, of }) =>
    (of?.ids ?? ['']).map((id) => JSON.stringify({ path, of: id, ...(saidOf(parameter) as object) })),
  ),
  ...optionFields.map(({ path, parameter }) => JSON.stringify({ path, of: '', ...(saidOf(parameter) as object) })),
  ...fits.map(({ task, model, loss }) => JSON.stringify({ task, model, loss })),
];

interface Line {
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

/** Choices and ranges may grow. */
const narrowed = (known: string, now: readonly string[]): boolean => {
  const { choices = [], min = 0, max = 0, ...rest } = JSON.parse(known) as Line;
  return !now.some((line) => {
    const { choices: all = [], min: least = 0, max: most = 0, ...others } = JSON.parse(line) as Line;
    return JSON.stringify(others) === JSON.stringify(rest) && choices.every((one) => all.includes(one)) && least <= min && most >= max;
  });
};

test('a range or a list of choices may grow and not shrink', () => {
  const line = (more: object): string => JSON.stringify({ path: 'a.b', of: 'c', kind: 'number', default: 1, ...more });
  expect(narrowed(line({ min: 2, max: 5 }), [line({ min: 1, max: 5 })])).toBe(false);
  expect(narrowed(line({ min: 2, max: 5 }), [line({ min: 2, max: 6 })])).toBe(false);
  expect(narrowed(line({ min: 2, max: 5 }), [line({ min: 3, max: 5 })])).toBe(true);
  expect(narrowed(line({ min: 2, max: 5 }), [line({ min: 2, max: 4 })])).toBe(true);
  expect(narrowed(line({ choices: ['x'] }), [line({ choices: ['x', 'y'] })])).toBe(false);
  expect(narrowed(line({ choices: ['x', 'y'] }), [line({ choices: ['x'] })])).toBe(true);
  expect(narrowed(line({ min: 2, max: 5 }), [line({ min: 2, max: 5, default: 2 })])).toBe(true);
});

test('every field is what it was, and everything fits that fitted', () => {
  const known = readFileSync('tests/fixtures/fields.jsonl', 'utf8').trim().split('\n');
  expect(known.length).toBeGreaterThan(100);
  const now = lines();
  expect(known.filter((line) => narrowed(line, now))).toEqual([]);
});
