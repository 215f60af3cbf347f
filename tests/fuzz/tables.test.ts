/** Files of a reader's that are no good: each is taken, or refused in words that name line and column. Nothing throws, and nothing takes long. */
import { expect, test } from 'vitest';
import { readDescriptor } from '../../src/engine/own/descriptor.ts';
import { KINDS, type Choices } from '../../src/engine/own/layout.ts';
import { MOST_ROWS } from '../../src/engine/own/limits.ts';
import { survey, type Survey } from '../../src/engine/own/survey.ts';
import { defaultsOf } from '../../src/engine/parameters.ts';
import { Rng } from '../../src/engine/rng.ts';
import { own } from '../../src/engine/tasks/own.ts';
import { LANGUAGES } from '../../src/engine/text.ts';
import { dice, HOSTILE } from './hostile.ts';
import { TIMEOUT } from './runs.ts';

const TRIES = 5;
const HASH = '0123456789abcdef';
const named = { hash: HASH, name: 'file.csv' };

/** Fails where something is refused without a word that can be read, or taken and is no data. */
function look(found: Survey, bytes: Uint8Array): void {
  if (!found.ok) {
    if (found.faults.length === 0) throw new Error('refused without a word');
    for (const fault of found.faults)
      for (const language of LANGUAGES)
        if (/[\p{Cc}\p{Cs}]|undefined|NaN,|\[object/u.test(fault[language]) || fault[language].length > 400) throw new Error(fault[language]);
    return;
  }
  expect(readDescriptor(found.descriptor)).not.toBeNull();
  const values = { ...defaultsOf(own.parameters), id: own.id, file: found.descriptor };
  if ((own.check?.(values) ?? []).length > 0) return;
  const { train, val, shape } = own.dataset(values, new Rng(1, 'task'), { [`own:${HASH}`]: bytes });
  expect([shape, train.count + val.count]).toEqual([own.shape(values), own.sizes(values).train + own.sizes(values).val]);
  expect(train.inputs.every(Number.isFinite) && val.targets.every(Number.isFinite)).toBe(true);
}

const ALL: readonly Choices[] = [
  {},
  ...KINDS.map((kind) => ({ kind })),
  { header: true },
  { header: false },
  { answer: 0 },
  { answer: '__proto__' },
  { value: true },
];

test.each(Object.keys(HOSTILE))('%s', { timeout: TIMEOUT }, (name) => {
  const recipe = HOSTILE[name] as (typeof HOSTILE)[string];
  for (let k = 0; k < TRIES; k++) {
    const { bytes, expected } = recipe(dice(1000 + k));
    const found = survey(bytes, named);
    const said = found.ok ? 'taken' : (found.faults[0]?.en ?? '');
    expect(said).toMatch(expected ?? /./);
    for (const choices of ALL) expect(() => look(survey(bytes, named, choices), bytes)).not.toThrow();
  }
});

test('they are two hundred', () => {
  expect(TRIES * Object.keys(HOSTILE).length).toBeGreaterThanOrEqual(200);
});

test('a million rows are refused at the first one too many, and soon', () => {
  const bytes = new TextEncoder().encode('a,b,c\n' + '1,2,x\n3,4,y\n'.repeat(500_000));
  const start = performance.now();
  const found = survey(bytes, named);
  expect(found.ok ? '' : found.faults[0]?.en).toMatch(new RegExp(`^Line ${MOST_ROWS + 2}: `));
  expect(performance.now() - start).toBeLessThan(20_000);
});

test('as many rows as are allowed are taken', () => {
  const bytes = new TextEncoder().encode('a,b,c\n' + '1,2.5,x\n3,4,y\n'.repeat(MOST_ROWS / 2));
  const found = survey(bytes, named);
  expect(found).toMatchObject({ ok: true, descriptor: `numbers~h~3~${MOST_ROWS}~2~0~2~${HASH}~file.csv` });
  look(found, bytes);
});
