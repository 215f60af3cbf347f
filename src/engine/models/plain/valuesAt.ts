/** What stands at some sites of a model, without the rest of the pass. */
import type { Examples } from '../../data/dataset.ts';
import type { Numbers } from './linear.ts';
import type { PlainPass } from './pass.ts';

/** Ends a pass whose last awaited site was seen. */
const ENOUGH = Symbol('enough');

/**
 * The values at each of these sites, (count, …axes) each, in their order; the pass ends at the last of them that it comes by.
 * @throws Error when the model has no such site
 */
export function valuesAt(model: PlainPass, parameters: readonly Numbers[], examples: Examples, ids: readonly string[]): Float64Array[] {
  const seen = new Map<string, Float64Array>();
  const hooks = Object.fromEntries(
    ids.map((id) => [
      id,
      (values: Float64Array) => {
        seen.set(id, values);
        if (seen.size === ids.length) throw ENOUGH;
        return undefined;
      },
    ]),
  );
  try {
    model.forward(parameters, examples, hooks);
  } catch (thrown) {
    if (thrown !== ENOUGH) throw thrown;
  }
  return ids.map((id) => seen.get(id) as Float64Array);
}
