/** Shares of wrong answers as bars along a table's side. Pure. */
import type { Errors } from '../../../engine/looks/pairTable.ts';

export interface BarsPlace {
  /** From one bar to the next. */
  readonly cell: number;
  /** Of a bar where all answers are wrong. */
  readonly length: number;
  /** Whether they lie, one below the other. */
  readonly across: boolean;
}

/** The bar of one row, column or answer, from (0, 0) on. */
export function barPath({ wrong, asked }: Errors, i: number, { cell, length, across }: BarsPlace): string {
  const thick = Math.max(0.5, 0.8 * cell).toFixed(2);
  const at = ((i + 0.5) * cell - Number(thick) / 2).toFixed(2);
  const end = (asked[i] === 0 ? 0 : (length * (wrong[i] as number)) / (asked[i] as number)).toFixed(2);
  return across ? `M0 ${at}h${end}v${thick}h-${end}z` : `M${at} 0v${end}h${thick}v-${end}z`;
}

export const barPaths = (errors: Errors, place: BarsPlace): string => Array.from(errors.wrong, (_, i) => barPath(errors, i, place)).join('');
