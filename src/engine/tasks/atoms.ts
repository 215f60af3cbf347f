/** Atoms as a graph network sees them: PyTorch Geometric's eleven numbers for QM9. */
import type { Atom } from './moleculeFile.ts';

/** Elements of QM9 by their numbers. */
const ELEMENTS = [
  [1, 'H'],
  [6, 'C'],
  [7, 'N'],
  [8, 'O'],
  [9, 'F'],
] as const;

/** Which element (one-hot), its number, whether it is aromatic, sp, sp², sp³, and the hydrogens at it. */
export function featuresOf([element, aromatic, hybridisation, hydrogens]: Atom): number[] {
  const kind = ELEMENTS.map(([of]) => (of === element ? 1 : 0));
  return [...kind, element, aromatic, ...[1, 2, 3].map((sp) => (sp === hybridisation ? 1 : 0)), hydrogens];
}

export const FEATURES = featuresOf([1, 0, 0, 0]).length;

/** The symbol of the atom with these features, from `first` on; null where there is no atom. */
export function symbolAt(features: ArrayLike<number>, first = 0): string | null {
  return ELEMENTS.find((_, i) => features[first + i] === 1)?.[1] ?? null;
}

/** Hydrogens at the atom with these features. */
export const hydrogensAt = (features: ArrayLike<number>, first = 0): number => features[first + FEATURES - 1] as number;

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
export const subscript = (count: number): string => String(count).replaceAll(/\d/g, (digit) => SUBSCRIPTS[Number(digit)] as string);

/** Carbon and hydrogen first, the others by the alphabet (Hill). */
const ORDER = ['C', 'H', 'F', 'N', 'O'];

/** The formula of the molecule whose atoms have these features: C₂H₄O. */
export function formulaOf(features: readonly number[]): string {
  const symbols = Array.from({ length: features.length / FEATURES }, (_, atom) => symbolAt(features, atom * FEATURES));
  return ORDER.flatMap((symbol) => {
    const count = symbols.filter((other) => other === symbol).length;
    return count === 0 ? [] : [count === 1 ? symbol : `${symbol}${subscript(count)}`];
  }).join('');
}
