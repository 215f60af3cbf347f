/**
 * A molecule's skeletal formula: a line for every bond between atoms that are drawn, a symbol for every atom but carbon, with the hydrogens at it.
 * Where the atoms are comes from OpenChemLib, with the data (scripts/molecules.mjs).
 */
import type { GraphShape } from '../data/dataset.ts';
import { seeEdges } from '../data/graphs.ts';
import { FEATURES, hydrogensAt, subscript, symbolAt } from './atoms.ts';
import type { Drawing, Pictured, Point } from './drawing.ts';

/** Length of a bond. */
const BOND = 40;
/** Room that a symbol takes around its atom, between lines that belong together, and by which an inner line is shorter. In bonds. */
const SYMBOL = 0.27;
const [BESIDE, INNER] = [0.16, 0.12];
/** Half of a sign: where a word begins that is held by its first one. */
const SIGN = 0.17;
/** How far above or below its atom's symbol a hydrogen stands. */
const BELOW = 0.4;
/** Cosine of the angle between a bond and a side from which on there is no room on it. */
const CROWDED = 0.3;
/** Room around it all, and the least that is shown, so that small molecules look small. */
const MARGIN = 0.55;
const LEAST: Point = [4.4, 3.4];
/** By the data's numbers: lines of a single, double, triple and aromatic bond. */
const LINES = [1, 2, 3, 2];
const AROMATIC = 3;
/** Bonds of an atom without a charge. */
const USUAL: Readonly<Record<string, number>> = { N: 3, O: 2 };
/** H₂O and HF, but NH₃ and CH₄. */
const HYDROGEN_FIRST: ReadonlySet<string> = new Set(['O', 'F']);

interface AtomDrawn {
  readonly at: Point;
  readonly symbol: string;
  readonly hydrogens: number;
  /** Its bonds, double ones twice; NaN where one is aromatic. */
  bonds: number;
  /** Where those are that it is bound to. */
  readonly others: Point[];
}

const minus = ([a, b]: Point, [c, d]: Point): Point => [a - c, b - d];
/** From a point, so many times along a direction. */
const along = ([x, y]: Point, [dx, dy]: Point, times: number): Point => [x + times * dx, y + times * dy];
const sum = (points: readonly Point[]): Point => points.reduce<Point>((total, point) => along(total, point, 1), [0, 0]);

/** To the right or left, where no bond leaves that way; else above or below. */
function freest(at: Point, others: readonly Point[]): Point {
  const bonds = others.map((other) => minus(other, at));
  const crowd = ([x, y]: Point): number => Math.max(...bonds.map((bond) => (x * bond[0] + y * bond[1]) / Math.hypot(...bond)));
  const freer = (one: Point, other: Point): Point => (crowd(other) < crowd(one) - 0.01 ? other : one);
  const beside = freer([1, 0], [-1, 0]);
  return crowd(beside) < CROWDED ? beside : freer([0, -1], [0, 1]);
}

/** The charge that an atom has which is bound more or less often than it usually is. */
function signOf({ symbol, bonds }: Pick<AtomDrawn, 'symbol' | 'bonds'>): string {
  const more = bonds - (USUAL[symbol] ?? bonds);
  return more > 0 ? '⁺' : more < 0 ? '⁻' : '';
}

/** Carbon has none, unless it stands alone. Hydrogens stand on the side that is free. */
function wordOf({ at, symbol, hydrogens, bonds, others }: AtomDrawn): Drawing['words'] {
  if (symbol === 'C' && others.length > 0) return [];
  const h = hydrogens === 0 ? '' : hydrogens === 1 ? 'H' : `H${subscript(hydrogens)}`;
  const sign = signOf({ symbol, bonds });
  if (h === '' || others.length === 0) return [{ at, text: HYDROGEN_FIRST.has(symbol) ? `${h}${symbol}${sign}` : `${symbol}${h}${sign}`, anchor: 'middle' }];
  const [x, y] = freest(at, others);
  if (y !== 0)
    return [
      { at, text: `${symbol}${sign}`, anchor: 'middle' },
      { at: along(at, [x, y], BELOW), text: h, anchor: 'middle' },
    ];
  return x > 0
    ? [{ at: along(at, [-SIGN, 0], 1), text: `${symbol}${h}${sign}`, anchor: 'start' }]
    : [{ at: along(at, [sign === '' ? SIGN : 2 * SIGN, 0], 1), text: `${h}${symbol}${sign}`, anchor: 'end' }];
}

/** The middle of a word's other end. */
function farEnd({ at, text, anchor }: Drawing['words'][number]): Point {
  const length = 2 * SIGN * (text.length - 1);
  return along(at, [anchor === 'start' ? 1 : anchor === 'end' ? -1 : 0, 0], length);
}

/** On which side of the line from one atom to the other the rest of the molecule lies: 1, −1, or 0 where neither is meant. */
function sideOf(one: AtomDrawn, other: AtomDrawn, across: Point): number {
  // Nothing hangs on one end: the lines lie on both sides.
  if (one.others.length === 1 || other.others.length === 1) return 0;
  const [x, y] = sum([...one.others.map((point) => minus(point, one.at)), ...other.others.map((point) => minus(point, other.at))]);
  const lean = x * across[0] + y * across[1];
  return Math.abs(lean) < 0.05 ? 0 : Math.sign(lean);
}

function linesOf(one: AtomDrawn, other: AtomDrawn, type: number): Drawing['lines'] {
  const whole = minus(other.at, one.at);
  const length = Math.hypot(...whole);
  const unit: Point = [whole[0] / length, whole[1] / length];
  const across: Point = [-unit[1], unit[0]];
  const cut = (atom: AtomDrawn): number => (wordOf(atom).length > 0 ? SYMBOL : 0);
  const [from, to] = [along(one.at, unit, cut(one)), along(other.at, unit, -cut(other))];
  const beside = (by: number, shorter = 0, broken = false): Drawing['lines'][number] => ({
    from: along(along(from, across, by), unit, cut(one) > 0 ? 0 : shorter),
    to: along(along(to, across, by), unit, cut(other) > 0 ? 0 : -shorter),
    ...(broken ? { broken: true as const } : {}),
  });
  const count = LINES[type] ?? 1;
  if (count === 1) return [beside(0)];
  if (count === 3) return [beside(0), beside(BESIDE), beside(-BESIDE)];
  const side = sideOf(one, other, across);
  if (side === 0) return [beside(BESIDE / 2, 0, type === AROMATIC), beside(-BESIDE / 2)];
  return [beside(0), beside(side * BESIDE, INNER, type === AROMATIC)];
}

function boxOf(points: readonly Point[]): Drawing['box'] {
  const [low, size] = [0, 1].reduce<[number[], number[]]>(
    ([lows, sizes], axis) => {
      const all = points.map((point) => point[axis] as number);
      const [from, to] = [Math.min(...all) - MARGIN, Math.max(...all) + MARGIN];
      const room = Math.max(to - from, LEAST[axis] as number);
      return [
        [...lows, (from + to - room) / 2],
        [...sizes, room],
      ];
    },
    [[], []],
  );
  return [low[0] as number, low[1] as number, size[0] as number, size[1] as number];
}

export function skeletonOf({ input, edges, places }: Pictured, shape: GraphShape): Drawing {
  const atoms = Array.from({ length: edges[0] as number }, (_, i): AtomDrawn => ({
    at: [places[2 * i] as number, places[2 * i + 1] as number],
    symbol: symbolAt(input, i * FEATURES) ?? '?',
    hydrogens: hydrogensAt(input, i * FEATURES),
    bonds: 0,
    others: [],
  }));
  const isDrawn = ({ at }: AtomDrawn): boolean => !Number.isNaN(at[0]);
  const bonds: [AtomDrawn, AtomDrawn, number][] = [];
  seeEdges(edges, shape, (one, other, type) => {
    const [a, b] = [atoms[one] as AtomDrawn, atoms[other] as AtomDrawn];
    a.bonds += type === AROMATIC ? Number.NaN : (LINES[type] as number);
    if (!isDrawn(a) || !isDrawn(b)) return;
    a.others.push(b.at);
    if (one < other) bonds.push([a, b, type]);
  });
  const drawn = atoms.filter(isDrawn);
  const scaled = ([x, y]: Point): Point => [BOND * x, BOND * y];
  const words = drawn.flatMap(wordOf);
  const [x, y, width, height] = boxOf([...drawn.map(({ at }) => at), ...words.map(farEnd)]);
  return {
    box: [BOND * x, BOND * y, BOND * width, BOND * height],
    lines: bonds.flatMap((bond) => linesOf(...bond)).map((line) => ({ ...line, from: scaled(line.from), to: scaled(line.to) })),
    words: words.map((word) => ({ ...word, at: scaled(word.at) })),
  };
}
