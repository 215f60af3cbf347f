/** Packs the molecules of data/ into the bytes that the task reads (src/engine/tasks/moleculeFile.ts says how). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ABSENT, PROPERTIES } from '../src/engine/tasks/properties.ts';

type Numbers = readonly number[];
type Molecule = { readonly atoms: readonly Numbers[]; readonly bonds: readonly Numbers[] } & Readonly<Record<string, unknown>>;
type Place = readonly [x: number, y: number] | null;

const read = <T>(path: string): T => JSON.parse(gunzipSync(readFileSync(path)).toString()) as T;

/** @param folder that holds data/. */
export function packedMolecules(folder: string): Uint8Array {
  const molecules = read<Molecule[]>(`${folder}qm9_499_graphs.json.gz`);
  const places = read<Place[][]>(`${folder}qm9_499_places.json.gz`);
  const values = new DataView(new ArrayBuffer(8 * molecules.length * PROPERTIES.length));
  molecules.forEach((molecule, i) => PROPERTIES.forEach(({ id }, j) => values.setFloat64(8 * (i * PROPERTIES.length + j), molecule[id] as number, true)));
  const graphs = molecules.map(({ atoms, bonds }, i) => {
    const drawn = atoms.flatMap((_, atom) => places[i]?.[atom] ?? [ABSENT, ABSENT]);
    const hundredths = new DataView(new ArrayBuffer(2 * drawn.length));
    drawn.forEach((place, k) => hundredths.setInt16(2 * k, place, true));
    return Buffer.concat([Uint8Array.from([atoms.length, bonds.length, ...atoms.flat(), ...bonds.flat()]), Buffer.from(hundredths.buffer)]);
  });
  return Buffer.concat([Buffer.from(values.buffer), ...graphs]);
}
