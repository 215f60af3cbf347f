/** Values with which a probe measures. */
import type { Value } from '../src/engine/parameters.ts';
import type { ProbeDef } from '../src/engine/probes/probe.ts';

/** Of each parameter that switches a probe off, another value. @throws Error where there is none. */
export function onValues({ id, off = {}, parameters }: ProbeDef): Record<string, Value> {
  const other = ([name, value]: readonly [string, Value]): [string, Value] => {
    const parameter = parameters[name];
    if (parameter?.kind === 'flag') return [name, value !== true];
    const choices = parameter?.kind === 'choice' ? parameter.choices.map((choice) => choice.value) : [];
    const numbers = parameter?.kind === 'number' ? [parameter.min, parameter.max] : [];
    const found = [...choices, ...numbers].find((candidate) => candidate !== value);
    if (found === undefined) throw new Error(`${id} cannot be switched on by ${name}`);
    return [name, found];
  };
  return Object.fromEntries(Object.entries(off).map(other));
}
