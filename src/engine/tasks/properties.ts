/** The twelve properties of QM9, as the quantum-chemical calculations have them (Ramakrishnan et al. 2014, table 3). */
import { text, type Text } from '../text.ts';

export interface Property {
  /** As QM9's columns are called. */
  readonly id: string;
  readonly label: Text;
  readonly unit: string;
  /** Mean and standard deviation over the 499 molecules. */
  readonly mean: number;
  readonly spread: number;
}

export const PROPERTIES = [
  { id: 'mu', label: text('dipole moment μ', '双極子モーメント μ'), unit: 'D', mean: 2.30846, spread: 1.54202 },
  { id: 'alpha', label: text('isotropic polarisability α', '等方分極率 α'), unit: 'a₀³', mean: 46.8068, spread: 9.39595 },
  { id: 'homo', label: text('energy of the HOMO', 'HOMO のエネルギー'), unit: 'Eh', mean: -0.259225, spread: 0.0300012 },
  { id: 'lumo', label: text('energy of the LUMO', 'LUMO のエネルギー'), unit: 'Eh', mean: 0.021576, spread: 0.0536839 },
  { id: 'gap', label: text('gap between HOMO and LUMO', 'HOMO–LUMO ギャップ'), unit: 'Eh', mean: 0.280804, spread: 0.0570635 },
  { id: 'r2', label: text('electronic spatial extent ⟨R²⟩', '電子の空間的広がり ⟨R²⟩'), unit: 'a₀²', mean: 520.83, spread: 156.985 },
  { id: 'zpve', label: text('zero-point vibrational energy', '零点振動エネルギー'), unit: 'Eh', mean: 0.0984715, spread: 0.0326996 },
  { id: 'cv', label: text('heat capacity at 298 K', '298 K での熱容量'), unit: 'cal/(mol K)', mean: 20.6273, spread: 4.52673 },
  { id: 'u0', label: text('internal energy at 0 K', '0 K での内部エネルギー'), unit: 'Eh', mean: -263.288, spread: 49.2048 },
  { id: 'u298', label: text('internal energy at 298 K', '298 K での内部エネルギー'), unit: 'Eh', mean: -263.282, spread: 49.2043 },
  { id: 'h298', label: text('enthalpy at 298 K', '298 K でのエンタルピー'), unit: 'Eh', mean: -263.281, spread: 49.2043 },
  { id: 'g298', label: text('free energy at 298 K', '298 K での自由エネルギー'), unit: 'Eh', mean: -263.317, spread: 49.2062 },
] as const satisfies readonly Property[];

/** Stands in the file for the place of an atom that is not drawn. */
export const ABSENT = -32_768;
