/** Skeletal formulas: lines for bonds, symbols for what is no carbon, all of it in sight. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dataFile } from '../../../scripts/data-plugin.ts';
import type { GraphShape } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import type { Drawing, Point } from '../../../src/engine/tasks/drawing.ts';
import { molecules } from '../../../src/engine/tasks/molecules.ts';
import { skeletonOf } from '../../../src/engine/tasks/skeleton.ts';
import { sectionOf } from '../small.ts';

const given = JSON.parse(gunzipSync(readFileSync('data/qm9_499_graphs.json.gz')).toString()) as {
  readonly smiles: string;
  readonly atoms: readonly (readonly number[])[];
  readonly bonds: readonly (readonly number[])[];
}[];
const { train, shape: any } = molecules.dataset(sectionOf(molecules, { order: 'size', trainSize: 497, valSize: 2 }), new Rng(1, 'task'), {
  molecules: dataFile('molecules'),
});
const shape = any as GraphShape;
const part = (numbers: ArrayLike<number> | undefined, i: number): number[] => {
  const all = Array.from(numbers ?? []);
  const width = all.length / train.count;
  return all.slice(i * width, (i + 1) * width);
};
const drawings: readonly Drawing[] = given
  .slice(0, 497)
  .map((_, i) => skeletonOf({ input: part(train.inputs, i), edges: part(train.edges, i), places: part(train.places, i) }, shape));
const drawingOf = (smiles: string): Drawing => drawings[given.findIndex((one) => one.smiles === smiles)] as Drawing;
const words = ({ words: all }: Drawing): string[] => all.map(({ text }) => text).toSorted();

test('of every molecule each bond is drawn, by as many lines as it has, and each atom that is no carbon is named', () => {
  drawings.forEach((drawing, i) => {
    const { atoms, bonds } = given[i] as (typeof given)[number];
    const heavy = (atom: number | undefined): boolean => (atoms[atom as number]?.[0] ?? 0) > 1;
    const kept = bonds.filter(([one, other]) => heavy(one) && heavy(other));
    expect(drawing.lines).toHaveLength(kept.reduce((sum, [, , type]) => sum + ([1, 2, 3, 2][type as number] as number), 0));
    expect(drawing.lines.filter(({ broken }) => broken)).toHaveLength(kept.filter(([, , type]) => type === 3).length);
    const alone = atoms.filter((_, atom) => heavy(atom)).length === 1;
    // Hydrogens above or below a symbol stand by themselves.
    const symbols = drawing.words.filter(({ text }) => !/^H[₂₃]?$/.test(text));
    expect(symbols).toHaveLength(atoms.filter(([element = 0]) => element > (alone ? 1 : 6)).length);
  });
});

test('all of it lies in sight, is finite, and no two atoms meet', () => {
  drawings.forEach(({ box: [x, y, width, height], lines, words: all }, i) => {
    for (const [px, py] of [...lines.flatMap(({ from, to }) => [from, to]), ...all.map(({ at }) => at)]) {
      expect(px >= x && px <= x + width && py >= y && py <= y + height).toBe(true);
    }
    // A sign takes about a third of a bond.
    for (const {
      at: [from],
      text,
      anchor,
    } of all) {
      const to = from + { start: 1, middle: 0, end: -1 }[anchor] * 13 * (text.length - 1);
      expect(Math.min(from, to) - 8 >= x && Math.max(from, to) + 8 <= x + width).toBe(true);
    }
    const places = part(train.places, i);
    const drawn = Array.from({ length: places.length / 2 }, (_, atom) => [places[2 * atom], places[2 * atom + 1]] as [number, number]).filter(
      ([px]) => !Number.isNaN(px),
    );
    drawn.forEach(([ax, ay], a) => drawn.slice(a + 1).forEach(([bx, by]) => expect(Math.hypot(ax - bx, ay - by)).toBeGreaterThan(0.2)));
  });
});

test('hydrogens stand at what is no carbon, on the side that is free', () => {
  expect(words(drawingOf('C'))).toEqual(['CH₄']);
  expect(['O', 'N'].map((smiles) => drawingOf(smiles).words)).toMatchObject([[{ text: 'H₂O', anchor: 'middle' }], [{ text: 'NH₃' }]]);
  expect(words(drawingOf('CO'))[0]).toMatch(/^(OH|HO)$/);
  const [word] = drawingOf('CO').words;
  expect(word?.anchor).toBe(word?.text === 'HO' ? 'end' : 'start');
  expect(drawingOf('C#C').words).toEqual([]);
  // Both bonds of the nitrogen lie on one side: its hydrogen on the other.
  const { words: all, lines } = drawingOf('CNC=O');
  const [n, h] = ['N', 'H'].map((sign) => all.find(({ text }) => text === sign)?.at ?? [0, 0]) as [Point, Point];
  const near = lines.flatMap(({ from, to }) => [from, to]).filter(([x, y]) => Math.hypot(x - n[0], y - n[1]) < 16);
  expect(near).toHaveLength(2);
  for (const [, y] of near) expect((h[1] - n[1]) * (y - n[1])).toBeLessThan(0);
});

test('an atom that is bound more or less often than usual has its charge', () => {
  expect(words(drawingOf('[NH3+]CC([O-])=O')).map((word) => word.replaceAll(/[H₃]/g, ''))).toEqual(['N⁺', 'O', 'O⁻']);
  const charged = drawings.filter((drawing) => words(drawing).some((word) => /[⁺⁻]/.test(word))).length;
  expect(charged).toBe(given.slice(0, 497).filter(({ smiles }) => smiles.includes('+')).length);
});
