/** Turns of runs that share fewer cores than they are. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Turns, type Taker } from '../../../src/store/race/turns.ts';

interface Runner extends Taker {
  going: boolean;
  coming: boolean;
  reached: number;
  allowed: number | null;
}

let time = 0;
let told = 0;
beforeEach(() => {
  time = 0;
  told = 0;
});

const runner = (id: string, allowed: number | null = 0): Runner => {
  const run: Runner = {
    id,
    going: true,
    coming: false,
    reached: 0,
    allowed,
    allow(step) {
      if (step !== run.allowed) told++;
      run.allowed = step;
    },
  };
  return run;
};
const hasTurn = ({ allowed, reached, going }: Runner): boolean => going && (allowed === null || allowed > reached);
const reachedBy = (runs: readonly Runner[]): number[] => runs.map(({ reached }) => reached);

/** Every run that has its turn takes it, at so many milliseconds a step. */
const play = (turns: Turns, runs: readonly Runner[], ms: (run: Runner) => number, but: string | null = null): void => {
  for (const run of runs.filter((one) => hasTurn(one) && one.id !== but)) {
    const steps = (run.allowed as number) - run.reached;
    time += steps * ms(run);
    run.reached += steps;
    turns.look(runs);
  }
};

describe.each([1, 2, 3])('on %i cores', (cores) => {
  test('at most so many train at a time, and none is ever more than two turns ahead, on one core than one, however slow one of them is', () => {
    const turns = new Turns(cores, () => time);
    const runs = ['a', 'b', 'c', 'd'].map((id) => runner(id));
    turns.look(runs);
    let longest = 8;
    for (let i = 0; i < 200; i++) {
      expect(runs.filter(hasTurn).length).toBeLessThanOrEqual(cores);
      longest = Math.max(longest, ...runs.filter(hasTurn).map(({ allowed, reached }) => (allowed as number) - reached));
      play(turns, runs, ({ id }) => (id === 'c' ? 10 : 1));
      const steps = reachedBy(runs);
      expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(cores === 1 ? longest : 2 * longest);
    }
    expect(Math.min(...reachedBy(runs))).toBeGreaterThan(500);
  });
});

test('while one is at a long turn, the others come two turns ahead of it and then wait', () => {
  const turns = new Turns(2, () => time);
  const runs = ['slow', 'b', 'c'].map((id) => runner(id));
  turns.look(runs);
  for (let i = 0; i < 20; i++) play(turns, runs, () => 25, 'slow');
  expect(runs.map(hasTurn)[0]).toBe(true);
  expect(Math.max(...reachedBy(runs))).toBeLessThanOrEqual(16);
});

test('a turn becomes as long as is good: about a tenth of a second', () => {
  const turns = new Turns(1, () => time);
  const runs = ['a', 'b'].map((id) => runner(id));
  turns.look(runs);
  for (let i = 0; i < 40; i++) play(turns, runs, () => 2);
  const turn = runs.find(hasTurn);
  expect((turn?.allowed ?? 0) - (turn?.reached ?? 0)).toBe(50);
});

test('where each has a core, none is held back, nor is one that waits for its reader; those that are told the same are told once', () => {
  const turns = new Turns(2, () => time);
  const runs = ['a', 'b', 'c'].map((id) => runner(id));
  turns.look(runs);
  expect(runs.filter(hasTurn)).toHaveLength(2);
  const before = told;
  turns.look(runs);
  expect(told).toBe(before);
  (runs[0] as Runner).going = false;
  turns.look(runs);
  expect(runs.map(({ allowed }) => allowed)).toEqual([null, null, null]);
  // One that comes back is held where it is until it is its turn.
  Object.assign(runs[0] as Runner, { going: true, reached: 40 });
  turns.look(runs);
  expect(runs.map(hasTurn)).toEqual([false, true, true]);
  expect(runs[0]?.allowed).toBe(40);
});

test('one whose worker is being replaced hands its turn on, and is not let loose', () => {
  const turns = new Turns(1, () => time);
  const runs = ['a', 'b'].map((id) => runner(id));
  turns.look(runs);
  Object.assign(runs[0] as Runner, { going: false, coming: true });
  turns.look(runs);
  expect(runs.map(hasTurn)).toEqual([false, true]);
  expect(runs[0]?.allowed).not.toBe(null);
});

test('one that is over leaves the cores to the others', () => {
  const turns = new Turns(1, () => time);
  const runs = ['a', 'b', 'c'].map((id) => runner(id));
  turns.look(runs);
  for (const run of runs.slice(0, 2)) run.going = false;
  turns.look(runs);
  expect(runs[2]?.allowed).toBe(null);
});
