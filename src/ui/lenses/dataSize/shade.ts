/** Ordered shades of the validation hue: the more data, the more ink. */
export function shadeOf(index: number, count: number): string {
  const share = count < 2 ? 1 : index / (count - 1);
  return `color-mix(in oklab, var(--amount-high) ${Math.round(100 * share)}%, var(--amount-low))`;
}
