/** Ends the reading of a file, with what is wrong with it. */
import type { Problem } from '../problem.ts';
import type { Text } from '../text.ts';

export class Refused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('the file is refused');
    this.problems = problems;
  }
}

/** @param field the file, or what in it @throws Refused */
export function refuse(field: string, value: unknown, expected: Text): never {
  throw new Refused([{ field, value, expected }]);
}
