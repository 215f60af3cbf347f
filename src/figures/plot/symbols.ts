/** The symbols of quantities as plain text, where words have little room. */
const GREEK: Readonly<Record<string, string>> = { alpha: 'α', beta: 'β', gamma: 'γ', eta: 'η', lambda: 'λ', mu: 'μ', varepsilon: 'ε' };

/** A letter of either alphabet, with an index after it; null where TeX says more than that. */
export function plainSymbol(tex: string | undefined): string | null {
  const [, name, latin, index = ''] = /^(?:\\([a-z]+)|([A-Za-z]))(?:_(\w))?$/.exec(tex ?? '') ?? [];
  const letter = name === undefined ? latin : GREEK[name];
  return letter === undefined ? null : `${letter}${index}`;
}
