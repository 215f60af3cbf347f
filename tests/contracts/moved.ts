/** Every value of an entry that could be another: its parameters moved one by one. */
import type { Parameter, Parameters, Value } from '../../src/engine/parameters.ts';

type Values = Readonly<Record<string, Value>>;

/** At a share of the way from its least to its most, as its slider counts; the nearest one that it takes. */
function numberAt(p: Extract<Parameter, { kind: 'number' }>, share: number): number {
  const low = p.scale === 'log' ? Math.max(p.min, p.max * 1e-4) : p.min;
  const at = p.scale === 'log' ? low * (p.max / low) ** share : low + share * (p.max - low);
  const whole = p.integer === true ? Math.round(at) : at;
  for (let k = 0; p.integer === true && p.valid !== undefined && k < 1000; k++)
    for (const n of [whole - k, whole + k]) if (n >= p.min && n <= p.max && p.valid(n)) return n;
  return whole;
}

/** Values of a parameter: every choice, and numbers at these shares of its range. */
export function valuesOf(p: Parameter, shares: readonly number[]): readonly Value[] {
  if (p.kind === 'flag') return [true, false];
  if (p.kind === 'choice') return p.choices.map(({ value }) => value);
  if (p.kind === 'line') return p.suggestions;
  return [...new Set<Value>([...shares.map((share) => numberAt(p, share)), ...(p.word === undefined ? [] : [p.word])])];
}

/** `base`, and `base` with each parameter moved, alone, to each of its values. Named by what was moved. */
export function moved(parameters: Parameters, base: Values, shares: readonly number[] = [0.3, 0.7]): (readonly [what: string, values: Values])[] {
  const others = Object.entries(parameters).flatMap(([name, p]) =>
    valuesOf(p, shares)
      .filter((value) => value !== base[name])
      .map((value) => [`${name} = ${value}`, { ...base, [name]: value }] as const),
  );
  return [['as it is', base], ...others];
}
