/** What is said of something that is refused. */
import { describeProblems, type Problem } from '../../src/engine/problem.ts';
import { LANGUAGES } from '../../src/engine/text.ts';

/** Fails where a problem is not named, or cannot be told in a few lines. */
export function tell(problems: readonly Problem[]): void {
  if (problems.length === 0) throw new Error('refused without a word');
  if (problems.some(({ field }) => field === '')) throw new Error('a problem without a name');
  for (const language of LANGUAGES) {
    const lines = describeProblems(problems, language);
    // A sentence lists what a field may be; of names and values it holds sixty characters each.
    if (lines.length > 8 || lines.some((line) => line.length > 600 || /[\p{Cc}\p{Cs}]|undefined|\[object Promise\]/u.test(line.replaceAll('"undefined"', ''))))
      throw new Error(lines.join('\n'));
  }
}
