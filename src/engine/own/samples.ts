/** Files that come with the page, to see what one looks like: made here, and fetched from nowhere. */
import { readDescriptor } from './descriptor.ts';

const range = (size: number): number[] => Array.from({ length: size }, (_, i) => i);

/** The table of ⊕, exclusive or, bit by bit. */
const xor = (size: number): string =>
  range(size)
    .map((a) =>
      range(size)
        .map((b) => a ^ b)
        .join(','),
    )
    .join('\n');

/** The six ways to put a triangle on itself, one after another: turns and flips. With names of its elements. */
function triangle(): string {
  const names = ['e', 'r', 'rr', 'f', 'fr', 'frr'];
  const moves = [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
    [0, 2, 1],
    [1, 0, 2],
    [2, 1, 0],
  ];
  const product = (a: number, b: number): string =>
    names[moves.findIndex((move) => move.every((to, i) => to === moves[b]?.[moves[a]?.[i] as number]))] as string;
  return [['', ...names].join(','), ...names.map((name, a) => [name, ...names.map((_, b) => product(a, b))].join(','))].join('\n');
}

/** Days of the week, so many days on: words. */
function days(): string {
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const counts = ['one', 'two', 'three', 'four', 'five', 'six'];
  const rows = names.flatMap((name, day) => counts.map((count, i) => [name, 'plus', count, names[(day + i + 1) % 7]].join(',')));
  return ['day,sign,days,answer', ...rows].join('\n');
}

/** The period of a pendulum, in seconds, from its length, its mass, which does not count, and how far it swings out, in degrees: values. */
function pendulum(): string {
  const rows = range(120).map((i) => {
    const [length, mass, swing] = [0.2 + ((i * 37) % 120) / 60, 1 + ((i * 53) % 7), 5 + ((i * 71) % 60)];
    const half = (swing * Math.PI) / 360;
    const period = 2 * Math.PI * Math.sqrt(length / 9.81) * (1 + half ** 2 / 4 + (11 * half ** 4) / 192);
    return [length.toFixed(3), mass, swing, period.toFixed(4)].join(',');
  });
  return ['length,mass,swing,period', ...rows].join('\n');
}

interface Sample {
  readonly descriptor: string;
  readonly file: () => string;
}

/** The first is what a config begins with; the second is small. Descriptions stand in links: a test finds the files to be what these say. */
export const SAMPLES: readonly [Sample, Sample, ...Sample[]] = [
  { descriptor: 'table~n~0~1024~2~32~32~sample~xor.csv', file: () => xor(32) },
  { descriptor: 'table~h~0~36~2~6~6~sample~triangle.csv', file: triangle },
  { descriptor: 'tokens~h~4~42~3~14~7~sample~days.csv', file: days },
  { descriptor: 'numbers~h~4~120~3~0~v_2.17617583_0.592589244~sample~pendulum.csv', file: pendulum },
];

/** The text of a sample; null for a file of the reader's. */
export function sampleFile(descriptor: string): string | null {
  const name = readDescriptor(descriptor)?.name;
  return SAMPLES.find((sample) => sample.descriptor === descriptor && name !== undefined)?.file() ?? null;
}
