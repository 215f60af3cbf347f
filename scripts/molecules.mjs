/**
 * Lays the molecules of data/qm9_499_graphs.json.gz out in the plane with OpenChemLib, and writes where their atoms are drawn into
 * data/qm9_499_places.json.gz: of each molecule x and y of every atom but hydrogen, in hundredths of a bond, y downwards. The page needs no
 * chemistry of its own. `node scripts/molecules.mjs`, once, after the data or OpenChemLib has changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Molecule } from 'openchemlib';

const HYDROGEN = 1;
/** By the data's numbers: single, double, triple, aromatic. */
const BONDS = [Molecule.cBondTypeSingle, Molecule.cBondTypeDouble, Molecule.cBondTypeTriple, Molecule.cBondTypeDelocalized];
const at = (name) => fileURLToPath(new URL(`../data/${name}.json.gz`, import.meta.url));

/** Hundredths of a mean bond: x and y of each atom that is drawn, null of a hydrogen. */
export function layOut({ atoms, bonds }) {
  const drawn = new Molecule(atoms.length, bonds.length);
  const places = atoms.map(([element]) => (element === HYDROGEN ? null : drawn.addAtom(element)));
  for (const [one, other, type] of bonds) {
    if (places[one] === null || places[other] === null) continue;
    drawn.setBondType(drawn.addBond(places[one], places[other]), BONDS[type]);
  }
  drawn.inventCoordinates();
  const unit = drawn.getAllBonds() === 0 ? 1 : drawn.getAverageBondLength();
  const hundredths = (length) => Math.round((100 * length) / unit) + 0;
  return places.map((atom) => (atom === null ? null : [hundredths(drawn.getAtomX(atom)), hundredths(drawn.getAtomY(atom))]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const molecules = JSON.parse(gunzipSync(readFileSync(at('qm9_499_graphs'))).toString());
  writeFileSync(at('qm9_499_places'), gzipSync(JSON.stringify(molecules.map(layOut)), { level: 9 }));
}
