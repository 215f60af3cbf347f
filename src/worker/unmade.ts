/** Why a run of a sweep could not be made, for people. */
import { describeProblem, type Problem } from '../engine/problem.ts';
import { calledIn, type Filed } from '../engine/run/files.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import { text, type Text } from '../engine/text.ts';

/** Its config was not taken. */
export const refusal = (problems: readonly Problem[]): Text =>
  text(problems.map((problem) => describeProblem(problem, 'en')).join('; '), problems.map((problem) => describeProblem(problem, 'ja')).join(' '));
/** A file that it needs did not come. */
export function missing(file: DataFile, config: Filed): Text {
  const called = calledIn(config, file);
  if (called !== undefined) return text(`the file ${called.en} is not here`, `ファイル ${called.ja} がここにありません`);
  return text(`the data of «${file}» did not come`, `「${file}」のデータを読み込めませんでした`);
}
