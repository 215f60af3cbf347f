/** The crew, with workers that the test speaks for: every way to die, and what becomes of the work. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCrew, LOOK_MS, type Clock } from '../../../src/worker/crew/crew.ts';
import { IDLE_MS, PAUSE_MS, START_MS, TRIES, type Death, type Seat } from '../../../src/worker/crew/seat.ts';
import { SILENCE_MS } from '../../../src/worker/crew/vigil.ts';
import { FakePort } from '../fakePort.ts';

/** Counts from a number up, and says each. */
interface Count {
  readonly from: number;
}
type Said = number | 'failed';
type Worker = FakePort<Count, Said>;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Office {
  readonly seat: Seat<Count>;
  readonly workers: Worker[];
  readonly heard: Said[];
  readonly deaths: (Death | null)[];
  readonly lost: Death[];
  /** Of whom workers were being replaced, whenever that changed. */
  readonly told: string[];
  readonly now: () => Worker;
}

/** @param made what becomes of a new worker. */
function office(made: (worker: Worker, i: number) => void = (worker) => void setTimeout(() => worker.pulse(), 5)): Office {
  const workers: Worker[] = [];
  const heard: Said[] = [];
  const deaths: (Death | null)[] = [];
  const lost: Death[] = [];
  const told: string[] = [];
  const seat = createCrew(undefined, (names) => told.push([...names].join())).seat<Count, Said>({
    name: 'counter',
    spawn() {
      const worker: Worker = new FakePort();
      made(worker, workers.length);
      workers.push(worker);
      return worker;
    },
    begin(post, death) {
      deaths.push(death);
      post({ from: Math.max(0, ...heard.filter((n) => typeof n === 'number')) });
    },
    hear(message) {
      heard.push(message);
      if (message === 'failed') seat.fail('no memory');
      else seat.advance();
    },
    lost: (death) => void lost.push(death),
  });
  return { seat, workers, heard, deaths, lost, told, now: () => workers.at(-1) };
}

function seated(...made: Parameters<typeof office>): Office {
  const one = office(...made);
  one.seat.sit();
  vi.advanceTimersByTime(50);
  return one;
}

test('one worker sits in a seat, is told what to do, and is heard; it is asked and answers for ever', () => {
  const { seat, workers, heard, deaths } = seated();
  seat.sit();
  workers[0]?.say(1);
  seat.post({ from: 7 });
  vi.advanceTimersByTime(3_600_000);
  expect(workers).toHaveLength(1);
  expect(workers[0]?.commands).toEqual([{ from: 0 }, { from: 7 }]);
  expect([heard, deaths]).toEqual([[1], [null]]);
});

describe('every way to die is noticed, and another worker goes on', () => {
  const WAYS: readonly (readonly [name: string, death: Death, within: number, die: (worker: Worker) => void])[] = [
    ['closes itself, or never comes out of a loop', { kind: 'silent', what: 'no answer' }, 3501, (worker) => void (worker.well = false)],
    ['throws', { kind: 'crashed', what: 'x is not a function' }, 0, (worker) => worker.crash('x is not a function')],
    ['says what cannot be read', { kind: 'crashed', what: 'a message could not be read' }, 0, (worker) => worker.crash('', 'messageerror')],
    ['fails at its work', { kind: 'failed', what: 'no memory' }, 0, (worker) => worker.say('failed')],
    ['cannot load what it works with', { kind: 'unloaded', what: '404' }, 0, (worker) => worker.pulse({ crew: 'unloaded', what: '404' })],
  ];
  test.each(WAYS)('it %s', (_, death, within, die) => {
    const { workers, deaths, lost, heard } = seated();
    workers[0]?.say(3);
    die(workers[0] as Worker);
    vi.advanceTimersByTime(within);
    expect(workers[0]?.ended).toBe(true);
    expect(deaths).toEqual([null, death]);
    expect(workers[1]?.commands).toEqual([{ from: 3 }]);
    // The dead are not heard.
    workers[0]?.say(99);
    workers[0]?.crash('late');
    expect(heard).not.toContain(99);
    expect([workers.length, lost]).toEqual([2, []]);
  });
});

test('a worker that says something without being asked, or answers late, is left alone', () => {
  const { workers } = seated();
  const worker = workers[0] as Worker;
  worker.well = false;
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(2900);
    worker.say(i);
  }
  expect(workers).toHaveLength(1);
});

test('one that has announced a long stretch of work may be silent for as long, and no longer', () => {
  const { workers } = seated();
  const worker = workers[0] as Worker;
  worker.pulse({ crew: 'stretch', ms: 20_000 });
  worker.well = false;
  vi.advanceTimersByTime(19_000);
  expect(workers).toHaveLength(1);
  worker.say(1);
  vi.advanceTimersByTime(19_000);
  expect(workers).toHaveLength(1);
  vi.advanceTimersByTime(3000);
  expect(workers).toHaveLength(2);
  // What one has announced does not hold for the next.
  vi.advanceTimersByTime(50);
  workers[1]?.pulse();
  (workers[1] as Worker).well = false;
  vi.advanceTimersByTime(3501);
  expect(workers).toHaveLength(3);
});

test('a page that slept finds the answers waiting, and does not judge by the clock', () => {
  const { workers } = seated();
  const worker = workers[0] as Worker;
  vi.advanceTimersByTime(1000);
  worker.well = false;
  vi.advanceTimersByTime(1000);
  // An hour passes without a timer: the machine slept. The answer is there, behind the timer in the queue.
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  vi.advanceTimersToNextTimer();
  worker.well = true;
  worker.pulse();
  vi.restoreAllMocks();
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(1);
});

test('the same work is tried again three times, the first time at once, and then given up', () => {
  const { seat, workers, lost } = office((worker) => void setTimeout(() => worker.crash('404'), 5));
  seat.sit();
  vi.advanceTimersByTime(5 + 5);
  expect(workers).toHaveLength(2);
  vi.advanceTimersByTime(10_000);
  expect(workers).toHaveLength(1 + TRIES);
  expect(lost).toEqual([{ kind: 'unloaded', what: '404' }]);
  expect(seat.taken).toBe(false);
  seat.post({ from: 1 });
  expect(workers.every(({ commands }) => commands.length === 1)).toBe(true);
  // Asked again, it is tried again.
  seat.sit();
  expect([seat.taken, workers.length]).toEqual([true, 2 + TRIES]);
});

test('a worker that the browser will not make is given up in words, not thrown', () => {
  const { seat, lost } = office(() => {
    throw new Error('refused by policy');
  });
  seat.sit();
  vi.advanceTimersByTime(10_000);
  expect(lost).toEqual([{ kind: 'unmade', what: 'refused by policy' }]);
});

test('an error that is none is given in its words all the same', () => {
  const { seat, lost } = office(() => {
    // oxlint-disable-next-line only-throw-error -- what a browser may do
    throw 'refused';
  });
  seat.sit();
  vi.advanceTimersByTime(10_000);
  expect(lost).toEqual([{ kind: 'unmade', what: 'refused' }]);
});

/** When workers were made, in milliseconds since the first. */
function births(made: (worker: Worker) => void): number[] {
  const times: number[] = [];
  const start = Date.now();
  const { seat } = office((worker) => {
    times.push(Date.now() - start);
    made(worker);
  });
  seat.sit();
  vi.advanceTimersByTime(200_000);
  return times;
}

test('what could not be made or loaded is tried again at once, then after one second, then after two', () => {
  const refuse = (): never => {
    throw new Error('refused by policy');
  };
  expect(births(refuse)).toEqual([0, 0, 1000, 3000]);
  expect(births((worker) => void setTimeout(() => worker.crash('404'), 10))).toEqual([0, 10, 1020, 3030]);
});

test('what crashed at work is tried again at once each time', () => {
  const born = (worker: Worker): void => {
    worker.onCommand = () => void setTimeout(() => (worker.pulse(), worker.crash('x')), 10);
  };
  expect(births(born)).toEqual([0, 10, 20, 30]);
});

test('a script that never comes has twice the time at every try: 4, 8, 16 and 32 seconds', () => {
  const times = births((worker) => void (worker.well = false));
  // Beside that the pauses between tries, and up to a second until the crew asks and looks.
  const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0) - i * 1000);
  for (const [i, ms] of [4000, 8000, 16_000].entries()) {
    expect(waits[i]).toBeGreaterThanOrEqual(ms);
    expect(waits[i]).toBeLessThanOrEqual(ms + 1000);
  }
});

test('a question is put once and waits for its answer', () => {
  const { workers } = seated();
  const worker = workers[0] as Worker;
  vi.advanceTimersByTime(10_000);
  expect(worker.asked).toBeGreaterThanOrEqual(19);
  worker.well = false;
  const before = worker.asked;
  vi.advanceTimersByTime(2900);
  expect(worker.asked).toBe(before + 1);
});

test('a command carries what it hands over', () => {
  const { seat, workers } = seated();
  const buffer = new ArrayBuffer(8);
  seat.post({ from: 1 }, [buffer]);
  seat.post({ from: 2 });
  expect(workers[0]?.transfers).toEqual([[], [buffer], []]);
});

test('what a worker says of its failure is handed on, in both languages where it has them', () => {
  const words = { en: 'too large', ja: '大きすぎます' };
  const bare = seated();
  bare.seat.fail('x');
  const said = seated();
  said.seat.fail('x', words);
  expect([bare.lost, said.lost]).toEqual([[{ kind: 'failed', what: 'x' }], [{ kind: 'failed', what: 'x', words }]]);
});

test('an error without words is an error', () => {
  const { workers, deaths } = seated();
  (workers[0] as FakePort<Count, Said>).crash(undefined as unknown as string);
  expect(deaths).toEqual([null, { kind: 'crashed', what: '' }]);
});

test('nobody fails in an empty seat', () => {
  const { seat, workers, lost } = seated();
  seat.leave();
  seat.fail('too late');
  vi.advanceTimersByTime(60_000);
  expect([workers.length, lost, seat.taken]).toEqual([1, [], false]);
});

test('a script that never comes is replaced within five seconds, and then waited for a little longer each time', () => {
  const { workers, seat, lost } = office(() => undefined);
  seat.sit();
  (workers[0] as Worker).well = false;
  vi.advanceTimersByTime(4000);
  expect(workers).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(workers).toHaveLength(2);
  for (let s = 0; s < 120; s++) {
    for (const worker of workers) worker.well = false;
    vi.advanceTimersByTime(1000);
  }
  expect([workers.length, lost.map(({ kind }) => kind)]).toEqual([1 + TRIES, ['unloaded']]);
});

test('work that fails before it has come further is not tried again; the worker is gone all the same', () => {
  const { seat, workers, lost } = seated();
  workers[0]?.say('failed');
  expect([workers.length, workers[0]?.ended, seat.taken]).toEqual([1, true, false]);
  expect(lost).toEqual([{ kind: 'failed', what: 'no memory' }]);
});

test('other work has tries of its own, and no credit of the work before', () => {
  const { seat, workers, lost } = seated();
  workers[0]?.say(1);
  seat.renew();
  workers[0]?.say('failed');
  expect([workers.length, lost.length]).toEqual([1, 1]);
});

test('a step forward gives new tries; the same step again and again does not', () => {
  const { workers, lost, now } = seated();
  for (let i = 1; i <= 10; i++) {
    now().say(i);
    now().crash('x');
    vi.advanceTimersByTime(50);
  }
  expect([workers.length, lost]).toEqual([11, []]);
  for (let i = 0; i <= TRIES; i++) {
    now().crash('x');
    vi.advanceTimersByTime(5000);
  }
  expect(lost).toHaveLength(1);
});

test('replacing is at once and costs no try; leaving ends it, also while another is on its way', () => {
  const { seat, workers, deaths, now } = seated();
  for (let i = 0; i < 10; i++) seat.replace();
  expect(workers.filter(({ ended }) => !ended)).toHaveLength(1);
  expect(deaths.every((death) => death === null)).toBe(true);
  now().crash('404');
  now().crash('404');
  expect(seat.taken).toBe(true);
  seat.leave();
  vi.advanceTimersByTime(60_000);
  expect([seat.taken, workers.filter(({ ended }) => !ended)]).toEqual([false, []]);
});

/** Numbers come this often. */
const PACE_MS = 100;
/** The longest silence: of a worker that says no word, asked at one look and judged at another, and behind it the longest pause. */
const LONGEST = Math.max(SILENCE_MS, START_MS) + 2 * LOOK_MS + PAUSE_MS * (TRIES - 1) + 2 * PACE_MS;

test('whatever workers die of and when, every number comes, in order, and each silence is short', () => {
  const way = fc.constantFrom('silence', 'crash', 'unreadable', 'failed');
  const fates = fc.array(fc.record({ after: fc.integer({ min: 0, max: 3000 }), way }), { maxLength: 12 });
  fc.assert(
    fc.property(fates, (all) => {
      const END = 40;
      vi.clearAllTimers();
      const { seat, heard, lost, workers } = office((worker, i) => {
        const fate = all[i];
        let timer: ReturnType<typeof setInterval> | undefined;
        worker.onCommand = ({ from }) => {
          let n = from;
          timer = setInterval(() => !worker.ended && worker.well && n < END && worker.say(++n), PACE_MS);
        };
        setTimeout(() => worker.pulse(), 5);
        if (fate === undefined) return;
        setTimeout(() => {
          clearInterval(timer);
          if (fate.way === 'silence') worker.well = false;
          if (fate.way === 'crash') worker.crash('x');
          if (fate.way === 'unreadable') worker.crash('', 'messageerror');
          if (fate.way === 'failed') worker.say('failed');
        }, fate.after + 6);
      });
      seat.sit();
      let quiet = 0;
      for (let t = 0; t < 100_000 && lost.length === 0 && !heard.includes(END); t += 50) {
        const before = workers.length + heard.length;
        vi.advanceTimersByTime(50);
        quiet = workers.length + heard.length > before ? 0 : quiet + 50;
        expect(quiet).toBeLessThanOrEqual(LONGEST);
      }
      const numbers = heard.filter((n) => n !== 'failed');
      // Each number once and in order, for a new worker goes on behind the last one that was heard.
      expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1));
      expect(lost.length > 0 || numbers.length === END).toBe(true);
      expect(workers.filter(({ ended }) => !ended).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 100 },
  );
});

describe('that a worker is being replaced is told by name', () => {
  test.each<[string, (worker: Worker) => void]>([
    ['one that is silent', (worker) => void (worker.well = false)],
    ['one that crashes', (worker) => worker.crash('x')],
  ])('%s, within five seconds, and until work goes on', (_, die) => {
    const { workers, told } = seated();
    workers[0]?.say(1);
    die(workers[0] as Worker);
    vi.advanceTimersByTime(5000);
    expect(told).toEqual(['counter']);
    workers[1]?.say(2);
    expect(told).toEqual(['counter', '']);
    workers[1]?.say(3);
    expect(told).toHaveLength(2);
  });

  test('of one that has nothing to do it is told for a moment', () => {
    const { workers, told } = seated();
    workers[0]?.crash('x');
    vi.advanceTimersByTime(IDLE_MS - 1);
    expect(told).toEqual(['counter']);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['counter', '']);
  });

  test('of a seat that is left, or given up, no longer', () => {
    const { seat, workers, told } = seated();
    workers[0]?.crash('x');
    seat.leave();
    expect(told).toEqual(['counter', '']);
    const other = seated((worker) => void setTimeout(() => worker.crash('404'), 5));
    vi.advanceTimersByTime(60_000);
    expect(other.lost).toHaveLength(1);
    expect(other.told.at(-1)).toBe('');
  });

  test('a worker that is replaced for another run is no death', () => {
    const { seat, told } = seated();
    seat.replace();
    expect(told).toEqual([]);
  });
});

describe('the crew', () => {
  /** A clock that the test moves. */
  function clockwork() {
    const ticks: (() => void)[] = [];
    const one = { time: 0, ticks, intervals: [] as number[] };
    const clock: Clock = {
      now: () => one.time,
      every(ms, tick) {
        one.intervals.push(ms);
        ticks.push(tick);
      },
      after: () => () => undefined,
    };
    return { one, clock };
  }

  test('looks at all seats with one timer, which starts with the first of them', () => {
    const { one, clock } = clockwork();
    const crew = createCrew(clock);
    expect(one.intervals).toEqual([]);
    const workers = [0, 1, 2].map(() => {
      const worker: Worker = new FakePort();
      const seat = crew.seat<Count, Said>({ spawn: () => worker, begin: () => undefined, hear: () => undefined, lost: () => undefined });
      seat.sit();
      worker.well = false;
      return worker;
    });
    expect(one.intervals).toEqual([LOOK_MS]);
    for (const tick of one.ticks) tick();
    expect(workers.map(({ asked }) => asked)).toEqual([1, 1, 1]);
  });

  test('gives a worker the file that it asks for, and none to another that sits there by then', async () => {
    const { clock } = clockwork();
    const blob = new Blob(['a']);
    const crew = createCrew(clock, undefined, (file) => Promise.resolve(file === 'own:1' ? blob : null));
    const workers: Worker[] = [];
    const heard: Said[] = [];
    const seat = crew.seat<Count, Said>({
      spawn() {
        const worker: Worker = new FakePort();
        workers.push(worker);
        return worker;
      },
      begin: () => undefined,
      hear: (message) => void heard.push(message),
      lost: () => undefined,
    });
    const ask = (file: string): void => workers.at(-1)?.say({ crew: 'wanted', file } as unknown as Said);
    seat.sit();
    ask('own:1');
    ask('own:2');
    await Promise.resolve();
    expect(workers[0]?.commands).toEqual([
      { crew: 'given', file: 'own:1', blob },
      { crew: 'given', file: 'own:2', blob: null },
    ]);
    ask('own:1');
    seat.replace();
    await Promise.resolve();
    expect(workers.map(({ commands }) => commands.length)).toEqual([2, 0]);
    expect(heard).toEqual([]);
  });

  test('time before the first seat, and between looks, counts once', () => {
    const { one, clock } = clockwork();
    const crew = createCrew(clock);
    one.time = 1e6;
    const workers: Worker[] = [];
    const seat = crew.seat<Count, Said>({
      spawn() {
        const worker: Worker = new FakePort();
        workers.push(worker);
        return worker;
      },
      begin: () => undefined,
      hear: () => undefined,
      lost: () => undefined,
    });
    seat.sit();
    workers[0]?.pulse();
    (workers[0] as Worker).well = false;
    const look = (ms: number): number => {
      one.time += ms;
      for (const tick of one.ticks) tick();
      return workers.length;
    };
    // Asked at the first, it is gone three seconds later.
    expect([500, 1000, 1000, 999, 1].map(look)).toEqual([1, 1, 1, 1, 2]);
  });

  test('of two workers by one name it is told as long as one is being replaced; of others beside them', () => {
    const told: string[] = [];
    const crew = createCrew(undefined, (names) => told.push([...names].toSorted().join()));
    const workers: Worker[] = [];
    const [a, b, c] = ['twin', 'twin', 'other'].map((name) => {
      const seat = crew.seat<Count, Said>({
        name,
        spawn() {
          const worker: Worker = new FakePort();
          workers.push(worker);
          return worker;
        },
        begin: () => undefined,
        hear: () => undefined,
        lost: () => undefined,
      });
      seat.sit();
      return seat;
    }) as [Seat<Count>, Seat<Count>, Seat<Count>];
    for (const worker of workers.slice()) {
      worker.pulse();
      worker.crash('x');
    }
    a.advance();
    c.advance();
    b.advance();
    expect(told).toEqual(['twin', 'twin', 'other,twin', 'other,twin', 'twin', '']);
  });
});
