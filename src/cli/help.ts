/** What `--help` says of the fields. */
import { expectedOf } from '../engine/config/expected.ts';
import type { Field } from '../engine/config/fields.ts';

export function fieldHelp(fields: readonly Field[]): string {
  const lines = fields.map(({ path, parameter }) => `  ${path.padEnd(38)} ${expectedOf(parameter).en} (default ${String(parameter.default)})`);
  return `\nFields for --set:\n${lines.join('\n')}`;
}
