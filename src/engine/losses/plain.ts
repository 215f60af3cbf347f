/** Losses in float64 on the host. */

/** Mean of `of` over the rows of outputs (rows, columns). */
export function meanOverRows(outputs: Float64Array, rows: number, of: (row: Float64Array, i: number) => number): number {
  const columns = outputs.length / rows;
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += of(outputs.subarray(i * columns, (i + 1) * columns), i);
  return sum / rows;
}
