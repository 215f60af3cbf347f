/** The looking worker's work without a worker: what it answers, what it leaves, and how several looks share its time. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { SetAnswers } from '../../../src/engine/looks/answers.ts';
import { looks, type LookId, type QuestionOf } from '../../../src/engine/looks/index.ts';
import type { RegionsQuestion } from '../../../src/engine/looks/regions/question.ts';
import type { ParametersAt } from '../../../src/engine/run/host.ts';
import { createDesk } from '../../../src/worker/looks/desk.ts';
import type { LooksCommand, LooksMessage, Source } from '../../../src/worker/looks/protocol.ts';
import { configOf, DIGITS, MLP, networkOf, seenBy, TRANSFORMER } from '../../engine/looks/networks.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';

/** Takes some hundred milliseconds to cut. */
const LARGE = configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 3, 'model.width': 96 });
const HOME: RegionsQuestion = {
  anchors: [
    { set: 'train', index: 0 },
    { set: 'train', index: 5 },
    { set: 'val', index: 1 },
  ],
  x: 0,
  y: 0,
  zoom: 1,
  aspect: 1,
};
const ALL = { train: 1000, val: 1000 };

type Of<T extends LooksMessage['type']> = Extract<LooksMessage, { type: T }>;

interface Sitting {
  readonly said: LooksMessage[];
  /** Turns that were waited for at the same time, at most. */
  atOnce(): number;
  network(network: number, config: unknown, at?: Source): void;
  ask<K extends LookId>(look: K, ask: number, network: number, question: QuestionOf<K>): void;
  take(command: Exclude<LooksCommand, { type: 'wire' }>): void;
  /** Waits for a message of this kind that passes. */
  until<T extends LooksMessage['type']>(type: T, passes?: (message: Of<T>) => boolean): Promise<Of<T>>;
}

interface Options {
  /** Happens whenever the work lets messages in. */
  readonly onTurn?: (one: Sitting, turn: number) => void;
  /** How long each look at the clock takes. */
  readonly tick?: number;
  readonly live?: (run: string) => Promise<ParametersAt | null>;
  readonly file?: typeof testFile;
}

function sit({ onTurn = () => undefined, tick = 0.5, live = () => Promise.resolve(null), file = testFile }: Options = {}): Sitting {
  const said: LooksMessage[] = [];
  let time = 0;
  let turns = 0;
  let turning = 0;
  let atOnce = 0;
  const desk = createDesk({
    // As it goes away: through the structured clone of postMessage.
    post: (message, transfer = []) => said.push(structuredClone(message, { transfer: transfer as ArrayBuffer[] })),
    file,
    live,
    device: () => useDevice('cpu'),
    now: () => (time += tick),
    turn: async () => {
      atOnce = Math.max(atOnce, ++turning);
      await new Promise((resolve) => void setImmediate(resolve));
      turning--;
      onTurn(one, ++turns);
    },
  });
  const one: Sitting = {
    said,
    atOnce: () => atOnce,
    take: (command) => desk.take(structuredClone(command)),
    network: (network, config, at = null) => one.take({ type: 'network', network, config: config as typeof MLP, at }),
    ask: (look, ask, network, question) =>
      one.take({ type: 'ask', viewer: `the one of ${look}`, look, ask, network, question } as Extract<LooksCommand, { type: 'ask' }>),
    async until(type, passes = () => true) {
      for (let wait = 0; wait < 5000; wait++) {
        const found = said.find((message): message is Of<typeof type> => message.type === type && passes(message as never));
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      throw new Error(`no «${type}»; said ${said.map((message) => JSON.stringify(message).slice(0, 80)).join(' ')}`);
    },
  };
  return one;
}

test('a question is answered once, with its number and the network’s step: what the look itself says', async () => {
  const one = sit();
  const { parameters } = networkOf(MLP);
  const at = { step: 12, parameters: parameters.map((p) => p.map((x) => 2 * x)) };
  one.network(1, MLP, at);
  one.ask('answers', 2, 1, ALL);
  const { ask, step, took, answer } = await one.until('answer');
  expect([ask, step]).toEqual([2, 12]);
  expect(took).toBeGreaterThan(0);
  expect(answer).toEqual(seenBy(looks.answers, networkOf(MLP, at), ALL).answer);
  one.network(3, MLP);
  one.ask('answers', 4, 3, ALL);
  const fresh = await one.until('answer', (message) => message.ask === 4);
  expect([fresh.step, fresh.answer]).toEqual([0, seenBy(looks.answers, networkOf(MLP), ALL).answer]);
  expect(one.said).toHaveLength(2);
});

test('a look that wants a device has it', async () => {
  const one = sit();
  one.network(1, DIGITS);
  const question: QuestionOf<'attacked'> = { epsilon: 0.05, method: 'pgd' };
  one.ask('attacked', 2, 1, question);
  const { answer } = await one.until('answer');
  expect(answer).toEqual(seenBy(looks.attacked, networkOf(DIGITS), question, await useDevice('cpu')).answer);
});

test('a live network is fetched when it is first asked about, and stays as it was for further questions', async () => {
  const fetched: string[] = [];
  const { parameters } = networkOf(MLP);
  const one = sit({ live: (run) => Promise.resolve({ step: 10 * fetched.push(run), parameters }) });
  one.network(1, MLP, { live: 'run-7' });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(fetched).toEqual([]);
  one.ask('answers', 2, 1, ALL);
  expect((await one.until('answer')).step).toBe(10);
  one.ask('regions', 3, 1, HOME);
  expect((await one.until('answer', ({ ask }) => ask === 3)).step).toBe(10);
  expect(fetched).toEqual(['run-7']);
  one.network(4, MLP, { live: 'run-7' });
  one.ask('answers', 5, 4, ALL);
  expect((await one.until('answer', ({ ask }) => ask === 5)).step).toBe(20);
});

test('a run that is over before its network came is gone', async () => {
  const one = sit();
  one.network(1, MLP, { live: 'run-7' });
  one.ask('answers', 2, 1, ALL);
  expect(await one.until('gone')).toEqual({ type: 'gone', viewer: 'the one of answers', ask: 2 });
});

test('another question ends the work on the one before; another network waits', async () => {
  const one = sit({
    tick: 20,
    onTurn(self, turn) {
      if (turn === 1) self.network(2, MLP);
      if (turn === 3) self.ask('regions', 12, 1, { ...HOME, zoom: 4 });
    },
  });
  one.network(1, LARGE);
  one.ask('regions', 11, 1, HOME);
  const { ask, answer } = await one.until('answer');
  expect(ask).toBe(12);
  expect(answer).toEqual(seenBy(looks.regions, networkOf(LARGE), { ...HOME, zoom: 4 }).answer);
});

test('a question that nobody waits for any more is left', async () => {
  const one = sit({ tick: 20, onTurn: (self, turn) => (turn === 2 ? self.take({ type: 'rest', viewer: 'the one of regions' }) : undefined) });
  one.network(1, LARGE);
  one.ask('regions', 2, 1, HOME);
  await new Promise((resolve) => setTimeout(resolve, 100));
  one.ask('answers', 3, 1, ALL);
  await one.until('answer', ({ look }) => look === 'answers');
  expect(one.said).toHaveLength(1);
});

test('a long answer says how far it is, and keeps no short one waiting', async () => {
  const one = sit({ tick: 120 });
  one.network(1, LARGE);
  one.ask('regions', 2, 1, HOME);
  one.ask('answers', 3, 1, ALL);
  await one.until('answer', ({ look }) => look === 'regions');
  const shares = one.said.flatMap((message) => (message.type === 'progress' && message.ask === 2 ? [message.share] : []));
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
  const order = one.said.flatMap((message) => (message.type === 'answer' ? [message.look] : []));
  expect(order).toEqual(['answers', 'regions']);
});

test('two viewers of one look are both answered', async () => {
  const one = sit();
  one.network(1, MLP);
  for (const ask of [2, 3]) one.take({ type: 'ask', viewer: `viewer ${ask}`, look: 'answers', ask, network: 1, question: { train: ask, val: 0 } });
  await one.until('answer', ({ ask }) => ask === 3);
  const said = one.said.flatMap((message) => (message.type === 'answer' ? [[message.viewer, message.ask]] : []));
  expect(said).toEqual([
    ['viewer 2', 2],
    ['viewer 3', 3],
  ]);
});

test('where there is nothing to see it says why', async () => {
  const one = sit();
  one.network(1, configOf({ 'model.id': 'mlp', 'model.activation': 'gelu' }));
  one.ask('regions', 2, 1, HOME);
  const { why, ask } = await one.until('lacks');
  expect([why.en.includes('GELU'), ask]).toEqual([true, 2]);
});

test('what cannot be answered fails, and the next question is answered', async () => {
  const one = sit();
  const { parameters } = networkOf(MLP);
  const failing: [Parameters<Sitting['ask']>[3], () => void, string][] = [
    [ALL, () => one.network(1, MLP, { step: 1, parameters: parameters.slice(1) }), 'fit'],
    [ALL, () => one.network(1, { ...MLP, seed: -1 }), 'seed'],
    [{ train: -1, val: 0 }, () => one.network(1, MLP), 'question'],
  ];
  let ask = 10;
  for (const [question, prepare, what] of failing) {
    prepare();
    one.ask('answers', ++ask, 1, question as QuestionOf<'answers'>);
    const mine = ask;
    expect((await one.until('failed', (message) => message.ask === mine)).what.en).toContain(what);
  }
  one.ask('answers', 20, 99, ALL);
  expect((await one.until('failed', (message) => message.ask === 20)).what.en).toContain('99');
  one.network(2, MLP);
  one.ask('answers', 21, 2, ALL);
  expect((await one.until('answer')).ask).toBe(21);
});

test('a look that breaks down on the way fails in words, and the others go on', async () => {
  const one = sit();
  const broken = vi.spyOn(looks.answers, 'look').mockImplementation(function* () {
    yield 0.5;
    throw new Error('out of memory');
  });
  one.network(1, MLP);
  one.ask('answers', 2, 1, ALL);
  one.ask('regions', 3, 1, HOME);
  expect(await one.until('failed')).toMatchObject({ ask: 2, what: { en: 'out of memory' } });
  broken.mockRestore();
  expect((await one.until('answer')).ask).toBe(3);
  one.ask('answers', 4, 1, ALL);
  expect((await one.until('answer', ({ ask }) => ask === 4)).look).toBe('answers');
});

test('data that did not come is asked for again with the next network', async () => {
  let there = false;
  const digits = configOf({ 'task.id': 'digits', 'task.trainSize': 20, 'task.valSize': 20, 'model.id': 'mlp', 'model.width': 8 });
  const one = sit({ file: (name) => (there ? testFile(name) : Promise.reject(new Error('offline'))) });
  one.network(1, digits);
  one.ask('answers', 2, 1, ALL);
  expect((await one.until('failed')).what.en).toBe('offline');
  there = true;
  one.network(3, digits);
  one.ask('answers', 4, 3, ALL);
  expect((await one.until('answer')).ask).toBe(4);
});

test('the network that a viewer asked about last stays, however many come after it', async () => {
  const one = sit();
  one.network(1, MLP);
  one.ask('regions', 2, 1, HOME);
  await one.until('answer');
  for (const [network, ask] of [
    [3, 4],
    [5, 6],
    [7, 8],
  ] as const) {
    one.network(network, TRANSFORMER);
    one.ask('answers', ask, network, ALL);
    await one.until('answer', (message) => message.ask === ask);
  }
  one.ask('regions', 9, 1, { ...HOME, zoom: 2 });
  const { answer } = await one.until('answer', (message) => message.ask === 9);
  expect(answer).toEqual(seenBy(looks.regions, networkOf(MLP), { ...HOME, zoom: 2 }).answer);
  one.ask('answers', 10, 3, ALL);
  expect((await one.until('failed', (message) => message.ask === 10)).what.en).toContain('3');
});

/** Answers in so many steps, instead of the real ones; returns whom each step was for, by what was asked. */
function stepwise(steps: number): number[] {
  const made: number[] = [];
  vi.spyOn(looks.answers, 'look').mockImplementation(function* (_, { train }) {
    for (let i = 1; i <= steps; i++) {
      made.push(train);
      yield i / steps;
    }
    const values = (): SetAnswers => ({ kind: 'value', values: new Float32Array(1) });
    return { train: values(), val: values() };
  });
  return made;
}
const asked = (ask: number, train: number, viewer = 'me'): Extract<LooksCommand, { type: 'ask' }> => ({
  type: 'ask',
  viewer,
  look: 'answers',
  ask,
  network: 1,
  question: { train, val: 0 },
});
const idle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 30));

describe('with answers that take known steps', () => {
  afterEach(() => void vi.restoreAllMocks());

  test('a turn ends after twelve milliseconds of work, and an answer says how much it took', async () => {
    const made = stepwise(7);
    const turns: number[] = [];
    const one = sit({ tick: 4, onTurn: () => turns.push(made.length) });
    one.network(1, MLP);
    one.take(asked(2, 1));
    // The eighth step is the answer itself.
    expect((await one.until('answer')).took).toBe(32);
    await idle();
    expect(turns).toEqual([3, 6, 7]);
  });

  test('the page is told twice a second of work how far it is', async () => {
    stepwise(6);
    const one = sit({ tick: 125 });
    one.network(1, MLP);
    one.take(asked(2, 1));
    await one.until('answer');
    expect(one.said.slice(0, -1)).toEqual([2 / 6, 4 / 6, 1].map((share) => ({ type: 'progress', viewer: 'me', ask: 2, share })));
  });

  test('however many questions come at once, one is worked on in each turn, and each has its turn', async () => {
    const made = stepwise(3);
    const one = sit({ tick: 12 });
    one.network(1, MLP);
    for (const [i, viewer] of ['a', 'b', 'c'].entries()) one.take(asked(2 + i, i, viewer));
    await one.until('answer', ({ ask }) => ask === 4);
    expect(one.atOnce()).toBe(1);
    // The first has begun before the others are there.
    expect(made).toEqual([0, 0, 1, 2, 0, 1, 2, 1, 2]);
    one.take(asked(9, 7, 'd'));
    await one.until('answer', ({ ask }) => ask === 9);
    expect(made.slice(9)).toEqual([7, 7, 7]);
  });

  test('of a question that another has replaced, not a step more is made and not a word said', async () => {
    const made = stepwise(5);
    const one = sit({ tick: 12, onTurn: (self, turn) => (turn === 2 ? self.take(asked(3, 2)) : undefined) });
    one.network(1, MLP);
    one.take(asked(2, 1));
    await one.until('answer');
    await idle();
    expect(made.filter((train) => train === 1)).toHaveLength(2);
    expect(one.said.map(({ ask }) => ask)).toEqual([3]);
  });

  test.each<[string, () => Promise<ParametersAt | null>, LooksMessage['type']]>([
    ['has no network any more', () => Promise.resolve(null), 'gone'],
    ['cannot have its network', () => Promise.reject(new Error('cut')), 'failed'],
    ['can be answered', () => Promise.resolve({ step: 3, parameters: networkOf(MLP).parameters }), 'answer'],
  ])('nor of one that is replaced before its network came and that %s', async (_, coming, type) => {
    const made = stepwise(1);
    const one = sit({ live: () => idle().then(coming) });
    one.network(1, MLP, { live: 'run' });
    for (const [ask, train] of [
      [2, 1],
      [3, 2],
    ] as const)
      one.take(asked(ask, train));
    one.take(asked(4, -1, 'other'));
    one.take({ type: 'rest', viewer: 'other' });
    await one.until(type);
    await idle();
    expect(one.said.map((message) => [message.type, message.ask])).toEqual([[type, 3]]);
    expect(made).toEqual(type === 'answer' ? [2] : []);
  });

  test('what is thrown without being an error is said in its words', async () => {
    vi.spyOn(looks.answers, 'look').mockImplementation(() => {
      // oxlint-disable-next-line only-throw-error -- what code of others may do
      throw 'no memory';
    });
    const one = sit();
    one.network(1, MLP);
    one.take(asked(2, 1));
    expect((await one.until('failed')).what.en).toBe('no memory');
  });
});

test('networks of the same data share it; other data is fetched', async () => {
  const fetched: string[] = [];
  const one = sit({
    file(name) {
      fetched.push(name);
      return testFile(name);
    },
  });
  const digits = (set: Readonly<Record<string, number>>) =>
    configOf({ 'task.id': 'digits', 'task.trainSize': 20, 'task.valSize': 20, 'model.id': 'mlp', ...set });
  const counts: number[] = [];
  for (const [i, set] of [
    { 'model.width': 8 },
    { 'model.width': 12 },
    { 'task.trainSize': 21 },
    { 'task.trainSize': 21, 'optimizer.lr': 0.1 },
    { 'task.trainSize': 21, seed: 5 },
  ].entries()) {
    one.network(10 + i, digits(set));
    one.ask('answers', 20 + i, 10 + i, ALL);
    const { answer } = await one.until('answer', ({ ask }) => ask === 20 + i);
    expect(answer).toEqual(seenBy(looks.answers, networkOf(digits(set)), ALL).answer);
    counts.push(fetched.length);
  }
  expect(counts).toEqual([1, 1, 2, 2, 3]);
});
