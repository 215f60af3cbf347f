/** Lines of Python, as a model puts its forward pass together. A network's weights are called `w`, by the names of its parameters. */

/** A weight by its name, in which `{}` stands for the number of the layer. */
export type Weight = (name: string) => string;

/** Lines further in, as a loop's body is. */
const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

/** A weight whose name has no number in it. */
export const weight: Weight = (name) => `w['${name}']`;

/** What is done once for each of `count` numbers from `first` on: in a loop over `variable`, or as it is where there is but one. */
export function repeated(variable: string, first: number, count: number, body: (w: Weight) => readonly string[]): string[] {
  if (count === 0) return [];
  if (count === 1) return [...body((name) => weight(name.replace('{}', String(first))))];
  const range = first === 0 ? String(count) : `${first}, ${first + count}`;
  return [`for ${variable} in range(${range}):`, ...indented(body((name) => `w[f'${name.replace('{}', `{${variable}}`)}']`))];
}

/** ` + bias` where there is one. */
export const plus = (bias: string | null): string => (bias === null ? '' : ` + ${bias}`);
