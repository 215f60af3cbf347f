/** A worker judged by its silence: exactly when it is asked, waited for and given up. */
import { expect, test } from 'vitest';
import { SILENCE_MS, Vigil, type Verdict } from '../../../src/worker/crew/vigil.ts';

const looks = (vigil: Vigil, ...times: readonly number[]): Verdict[] => times.map((ms) => vigil.look(ms));

test('it is asked once, waited for three seconds from then on, and then it is dead', () => {
  const vigil = new Vigil(5000);
  vigil.hear();
  expect(looks(vigil, 9000, 1000, 1000, 999, 1)).toEqual(['ask', 'wait', 'wait', 'wait', 'dead']);
  expect(SILENCE_MS).toBe(3000);
});

test('until its first word it has the time it was given', () => {
  const vigil = new Vigil(1200);
  expect(vigil.born).toBe(false);
  expect(looks(vigil, 500, 600, 599, 1)).toEqual(['ask', 'wait', 'wait', 'dead']);
  const patient = new Vigil(4000);
  expect(looks(patient, 0, 1500, 1500, 999, 1)).toEqual(['ask', 'wait', 'wait', 'wait', 'dead']);
});

test('any word is an answer: it is asked again, and silence counts anew', () => {
  const vigil = new Vigil(5000);
  vigil.hear();
  expect(vigil.born).toBe(true);
  expect(looks(vigil, 0, 1400, 1400)).toEqual(['ask', 'wait', 'wait']);
  vigil.hear();
  expect(looks(vigil, 1400, 1400, 1400, 199, 1)).toEqual(['ask', 'wait', 'wait', 'wait', 'dead']);
});

test('of a long pause between two looks no more counts than half the limit: it takes two to judge', () => {
  const vigil = new Vigil(5000);
  vigil.hear();
  expect(looks(vigil, 1e6, 1e6, 1499, 1)).toEqual(['ask', 'wait', 'wait', 'dead']);
  const other = new Vigil(5000);
  other.hear();
  expect(looks(other, 0, 1e6, 1e6)).toEqual(['ask', 'wait', 'dead']);
});

test('it may be deaf for as long as it says, once it has said a word; never shorter than usual', () => {
  const vigil = new Vigil(1000);
  vigil.allow(4500);
  expect(looks(vigil, 0, 1000)).toEqual(['ask', 'dead']);
  vigil.hear();
  expect(looks(vigil, 0, 1500, 1500, 1499, 1)).toEqual(['ask', 'wait', 'wait', 'wait', 'dead']);
  vigil.allow(10);
  vigil.hear();
  expect(looks(vigil, 0, 1500, 1499, 1)).toEqual(['ask', 'wait', 'wait', 'dead']);
});
