/** Makes what belongs to a page the first time it is asked for: what a lens needs is loaded with it. */
export function oncePer<P extends object, T>(make: (of: P) => T): (of: P) => T {
  const made = new WeakMap<P, { readonly it: T }>();
  return (of) => {
    const known = made.get(of) ?? { it: make(of) };
    made.set(of, known);
    return known.it;
  };
}
