/** The command line as a program: what it prints, and its exit status. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PRESETS } from '../../src/engine/presets/index.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { cli, TINY } from './program.ts';

const LARGE = ['task.p=113', 'task.trainFraction=0.99', 'task.split=pairs', 'model.layers=4', 'model.width=256', 'model.heads=16', 'model.ffn=1024'];

test('presets lists every preset as a line of JSON', () => {
  const { status, lines } = cli('presets');
  expect(status).toBe(0);
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(PRESETS.map(({ id }) => id));
});

test('without a preset it starts from the default, and the help says so', () => {
  const configOf = (...args: string[]): unknown => (JSON.parse(cli('run', ...args, '--steps', '1', ...TINY).lines[0] as string) as { config: unknown }).config;
  expect(configOf()).toEqual(configOf('--preset', 'default'));
  expect(cli('run', '--help').lines.join(' ')).toMatch(/--preset <id> .*default where none are +named; the command «presets» +lists all/);
});

test.each(['wasm', 'cpu'])('run prints its events as JSON lines on %s and ends with 0', (backend) => {
  const { status, lines, stderr } = cli('run', '--preset', 'default', '--steps', '5', '--seed', '2', '--backend', backend, ...TINY);
  expect(status).toBe(0);
  expect(stderr).toBe('');
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  expect(events[0]).toMatchObject({ type: 'started', backend, config: { seed: 2, steps: 5 } });
  expect(events.filter(({ type }) => type === 'metrics')).toHaveLength(6);
  expect(events.at(-1)).toEqual({ type: 'finished', step: 5, reason: 'steps' });
});

test.each([
  ['an unknown preset', ['run', '--preset', 'nope'], 'nope'],
  [
    'a modulus by which not all can be divided',
    ['run', '--preset', 'default', '--set', 'task.operation=divide', '--set', 'task.p=42'],
    'mod 42 nothing can be divided by 2',
  ],
  ['no modulus', ['run', '--preset', 'default', '--set', 'task.p=1'], 'task.p'],
  ['an empty training set', ['run', '--preset', 'default', '--set', 'task.trainFraction=0'], 'task.trainFraction'],
  ['a rate that is no number', ['run', '--preset', 'default', '--set', 'optimizer.lr=NaN'], 'optimizer.lr'],
  ['another version', ['run', '--preset', 'default', '--set', 'version=9'], 'version'],
  ['a field that does not exist', ['run', '--preset', 'default', '--set', 'optimizer.nope=1'], 'optimizer.nope'],
  ['a huge network', ['run', '--preset', 'default', '--set', 'model.width=100000'], 'model.width'],
  ['activations that do not fit', ['run', '--preset', 'default', ...LARGE.flatMap((pair) => ['--set', pair])], 'task.p: 113'],
  ['a pair without a value', ['run', '--preset', 'default', '--set', 'seed'], 'seed'],
  ['a seed that another one replaces', ['run', '--preset', 'default', '--set', 'seed=bad', '--set', 'seed=2'], 'seed: "bad"'],
  ['a task that another one replaces', ['run', '--preset', 'default', '--set', 'task.id=chess', '--set', 'task.id=modular'], 'task.id: "chess"'],
  ['a field between two good ones', ['run', '--preset', 'default', ...['1', '-1', '2'].flatMap((lr) => ['--set', `optimizer.lr=${lr}`])], 'optimizer.lr: -1'],
  [
    'an option that another one replaces',
    ['landscape', '--preset', 'default', '--set', 'landscape.steps=x', '--set', 'landscape.steps=20'],
    'landscape.steps: "x"',
  ],
  ['a flag that another one replaces', ['run', '--preset', 'default', '--seed', 'bad', '--seed', '2'], 'seed: "bad"'],
  ['steps that --steps replaces', ['run', '--preset', 'default', '--set', 'steps=bad', '--steps', '2'], 'steps: "bad"'],
  ['a preset that another one replaces', ['run', '--preset', 'nope', '--preset', 'default'], 'nope'],
  ['a grid that another one replaces', ['landscape', '--preset', 'default', '--alphas', '1', '--alphas', '1:2:3'], '--alphas'],
  ['a number that can be read as two', ['run', '--preset', 'default', '--set', 'optimizer.lr=1,000'], 'two numbers: as 1 or as 1000'],
  ['a preset and a link', ['run', '--preset', 'default', '--link', '#seed=1'], '--link'],
  ['a link that cannot be read', ['run', '--link', '#seed=x'], 'seed: "x"'],
  ['an address of something else', ['run', '--link', 'https://example.com/'], 'settings behind «#»'],
  ['an address with nothing behind «#»', ['run', '--link', 'https://example.com/#'], 'settings behind «#»'],
  ['no link at all', ['run', '--link', ''], 'settings behind «#»'],
  ['a change of what cannot change', ['run', '--preset', 'default', '--set', '@5.seed=1'], '@5.seed'],
  ['changes in a landscape', ['landscape', '--preset', 'default', '--set', '@5.optimizer.lr=1'], '@STEP.FIELD'],
  ['exact kernels on another backend', ['run', '--preset', 'default', '--kernels', 'exact', '--backend', 'webgpu'], '--kernels exact'],
  ['kernels that there are not', ['run', '--preset', 'default', '--kernels', 'loose'], 'loose'],
  ['an unknown backend', ['run', '--preset', 'default', '--backend', 'abacus'], 'abacus'],
  ['a grid that is none', ['landscape', '--preset', 'default', '--alphas', '0.1:10'], '--alphas'],
  ['a grid without points', ['landscape', '--preset', 'default', '--alphas', '0.1:10:0'], 'landscape.alphaCount'],
  ['a grid of words', ['landscape', '--preset', 'default', '--alphas', 'a:b:3'], 'landscape.alphaFrom'],
  ['an unknown command', ['fly'], 'fly'],
  ['no command', [], 'presets'],
])('%s: status 2, one line that names it, nothing on stdout', (_what, args, named) => {
  const { status, lines, stderr } = cli(...args);
  expect(status).toBe(2);
  expect(lines).toEqual([]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(named);
});

test('--version is the package’s, and --help says every status', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(cli('--version')).toEqual({ status: 0, lines: [version], stderr: '' });
  for (const args of [['--help'], ['run', '--help'], ['landscape', '--help'], ['help', 'run']]) {
    const { status, lines, stderr } = cli(...args);
    expect([status, stderr]).toEqual([0, '']);
    for (const code of [0, 1, 2, 3, 4, 5, 130, 143]) expect(lines.filter((line) => line.startsWith(`${String(code).padStart(5)}  `))).toHaveLength(1);
  }
});

test('--kernels exact runs on plain SIMD, and the record says so', () => {
  const build = (...args: string[]): unknown => {
    const { status, lines, stderr } = cli('run', '--preset', 'default', '--steps', '60', ...TINY, ...args);
    expect([status, stderr]).toEqual([0, '']);
    return [(JSON.parse(lines[0] ?? '{}') as { build: string }).build, lines.slice(1).join('\n')];
  };
  const [fastest, exact, again] = [build(), build('--kernels', 'exact'), build('--kernels', 'exact', '--backend', 'wasm')] as [string, string][];
  expect([fastest?.[0], exact?.[0]]).toEqual(['relaxed SIMD', 'SIMD']);
  expect(again).toEqual(exact);
});

const events = (...args: string[]): unknown[] => {
  const { status, lines, stderr } = cli('run', ...args);
  expect([status, stderr]).toEqual([0, '']);
  return lines.map((line) => JSON.parse(line) as unknown);
};

test('--link runs what a link of the page says, changes and kernels included, and --set says the same', () => {
  const pairs = TINY.filter((arg) => arg !== '--set');
  const changes = ['@3.optimizer.lr=0.01', '@7.optimizer.weightDecay=0'];
  const linked = events(
    '--link',
    `https://example.org/#${['preset=default', 'v=1', 'steps=9', ...pairs, ...changes, 'kernels=exact'].join('&')}&utm_source=chat).`,
  );
  expect(linked[0]).toMatchObject({ type: 'started', build: 'SIMD', config: { optimizer: { lr: 0.003 }, steps: 9 } });
  expect(linked.filter((event) => (event as RunEvent).type === 'changed')).toEqual([
    { type: 'changed', step: 3, patch: { 'optimizer.lr': 0.01 } },
    { type: 'changed', step: 7, patch: { 'optimizer.weightDecay': 0 } },
  ]);
  const set = changes.flatMap((change) => ['--set', change]);
  expect(events('--preset', 'default', '--steps', '9', '--kernels', 'exact', ...TINY, ...set)).toEqual(linked);
  const lossAt = (step: number, all: unknown[]): unknown =>
    all.find((event) => (event as { step?: number }).step === step && (event as RunEvent).type === 'metrics');
  const plain = events('--preset', 'default', '--steps', '9', '--kernels', 'exact', ...TINY);
  expect(lossAt(3, plain)).toEqual(lossAt(3, linked));
  expect(lossAt(5, plain)).not.toEqual(lossAt(5, linked));
});

test('numbers on the command line are read as in the form', () => {
  const [started] = events('--preset', 'default', '--steps', '1', ...TINY, '--set', 'optimizer.lr=0,01', '--set', 'optimizer.weightDecay=１ｅー３');
  expect(started).toMatchObject({ config: { optimizer: { lr: 0.01, weightDecay: 0.001 } } });
});

test('divergence ends with 3 and says what diverged', () => {
  const { status, lines } = cli('run', '--preset', 'default', '--steps', '400', '--set', 'optimizer.id=sgd', '--set', 'optimizer.lr=100', ...TINY);
  expect(status).toBe(3);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ type: 'diverged' });
});

test('--until stops at the milestone', () => {
  const { status, lines } = cli('run', '--preset', 'quadratic-31', '--until', 'memorised', '--set', 'probes.localComplexity.measure=off');
  expect(status).toBe(0);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ type: 'finished', reason: 'memorised' });
});

test('--until that is not reached has a status of its own', () => {
  const { status, lines } = cli('run', '--preset', 'default', '--steps', '20', '--until', 'grokked', ...TINY);
  expect(status).toBe(4);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ type: 'finished', reason: 'steps' });
});

test('--until grokked ends where a run generalises without a delay, and says that it did not grok', () => {
  const { status, lines } = cli('run', '--preset', 'digits-alpha-1', '--until', 'grokked', '--set', 'probes.localComplexity.measure=off');
  expect(status).toBe(4);
  const milestones = lines.map((line) => JSON.parse(line) as { type: string; kind?: string }).filter(({ type }) => type === 'milestone');
  expect(milestones.map(({ kind }) => kind)).toEqual(['generalised']);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ type: 'finished', reason: 'generalised' });
});

const POINT = ['--steps', '30', '--seed', '2', '--backend', 'wasm', ...TINY];

test('landscape prints a line for each point, the same ones whatever the grid', () => {
  const { status, lines, stderr } = cli('landscape', '--preset', 'default', '--alphas', '0.5:2:3', ...POINT);
  expect(status).toBe(0);
  expect(stderr).toBe('');
  const points = lines.map((line) => JSON.parse(line) as LandscapePoint);
  expect(points.map(({ type, alpha, steps, backend }) => [type, alpha, steps, backend])).toEqual([0.5, 2, 1].map((alpha) => ['landscape', alpha, 30, 'wasm']));
  for (const { norm, alpha, trainLoss, testLoss, drift } of points) {
    expect(norm / alpha).toBeCloseTo(points[2]?.norm ?? 0, 4);
    expect(trainLoss).toBeGreaterThan(0);
    expect(testLoss).toBeGreaterThan(0);
    expect(drift).toBeLessThan(1e-5);
  }
  const ends = cli('landscape', '--preset', 'default', '--alphas', '0.5:2:2', ...POINT);
  expect(ends.lines).toEqual(lines.slice(0, 2));
});

test('a landscape with a point that diverges goes on, and ends with 3', () => {
  const wild = [
    '--set',
    'optimizer.id=sgd',
    '--set',
    'optimizer.lr=100',
    '--set',
    'loss.id=mse',
    '--set',
    'model.id=mlp',
    '--set',
    'model.activation=quadratic',
  ];
  const { status, lines } = cli(
    'landscape',
    '--preset',
    'default',
    '--alphas',
    '1:100:2',
    '--set',
    'task.p=7',
    ...wild,
    '--set',
    'model.width=64',
    '--set',
    'model.depth=6',
    '--steps',
    '20',
  );
  const points = lines.map((line) => JSON.parse(line) as LandscapePoint);
  expect(points).toHaveLength(2);
  expect(points.some(({ diverged }) => diverged !== null)).toBe(true);
  expect(status).toBe(3);
});
