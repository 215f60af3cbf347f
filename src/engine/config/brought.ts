/** What settings say in the words of whoever made them: lines that no preset has, such as a formula. Files are told of elsewhere. Pure. */
import type { Parameter } from '../parameters.ts';
import { idsOf, valueAt, type RunConfig } from './config.ts';
import { fields } from './fields.ts';

export interface Brought {
  readonly path: string;
  readonly parameter: Parameter;
  readonly value: string;
}

/** @param base what they are compared with: the preset that they began from */
export function broughtBy(config: RunConfig, base: RunConfig | undefined): readonly Brought[] {
  return fields(idsOf(config)).flatMap(({ path, parameter }): Brought[] => {
    const value = String(valueAt(config, path));
    if (parameter.kind !== 'line' || parameter.file !== undefined) return [];
    return value === parameter.default || (base !== undefined && value === valueAt(base, path)) ? [] : [{ path, parameter, value }];
  });
}
