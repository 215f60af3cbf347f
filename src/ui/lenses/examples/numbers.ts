/** Numbers of examples whose task has no words for them. */
export const short = (x: number): string => String(Number(x.toPrecision(2)));

/** Numbers of an example that are told. */
const TOLD = 5;

/** The numbers in brackets, each to a few digits; of many the first. */
export function bracketed(input: readonly number[]): string {
  const told = input.length > TOLD + 1 ? [...input.slice(0, TOLD).map(short), '…'] : input.map(short);
  return `(${told.join(', ')})`;
}
