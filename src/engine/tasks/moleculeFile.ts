/**
 * The file of molecules: first the twelve properties of each, float64; then of each molecule how many atoms and bonds it has, one byte each; four
 * bytes per atom (element, whether it is aromatic, 1 | 2 | 3 for sp | sp² | sp³, hydrogens); three per bond (two atoms, type); and per atom where
 * it is drawn, x and y in hundredths of a bond, int16. All little-endian.
 */
import type { Edge } from '../data/graphs.ts';
import { ABSENT, PROPERTIES } from './properties.ts';

export const MOLECULES = 499;

/** Element (its number), 1 where it is aromatic, its hybridisation, and the hydrogens at it. */
export type Atom = readonly [element: number, aromatic: number, hybridisation: number, hydrogens: number];

export interface Molecule {
  /** In the order of PROPERTIES. */
  readonly properties: readonly number[];
  readonly atoms: readonly Atom[];
  readonly bonds: readonly Edge[];
  /** x and y of each atom, in bonds; NaN of one that is not drawn. */
  readonly places: readonly number[];
}

/** @throws Error when it is no such file. */
export function readMolecules(bytes: Uint8Array | undefined): Molecule[] {
  const given = bytes ?? new Uint8Array(0);
  const view = new DataView(given.buffer, given.byteOffset, given.byteLength);
  const molecules: Molecule[] = [];
  let at = 8 * MOLECULES * PROPERTIES.length;
  const next = (): number => view.getUint8(at++);
  const place = (): number => {
    const hundredths = view.getInt16(at, true);
    at += 2;
    return hundredths === ABSENT ? Number.NaN : hundredths / 100;
  };
  try {
    for (let i = 0; i < MOLECULES; i++) {
      const [atoms, bonds] = [next(), next()];
      molecules.push({
        properties: PROPERTIES.map((_, j) => view.getFloat64(8 * (i * PROPERTIES.length + j), true)),
        atoms: Array.from({ length: atoms }, (): Atom => [next(), next(), next(), next()]),
        bonds: Array.from({ length: bonds }, (): Edge => [next(), next(), next()]),
        places: Array.from({ length: 2 * atoms }, place),
      });
    }
  } catch {
    at = -1;
  }
  if (at !== given.length) throw new Error(`the file of molecules has ${given.length} bytes and is not what it should be`);
  return molecules;
}
