/**
 * The last line of `npm test`: `tests: N passed, N failed, N skipped`, and after a colon why tests were skipped.
 * @param report what Vitest's JSON reporter wrote. A file that did not load counts as one failed test.
 */
export function verdict({ numPassedTests, numFailedTests, numPendingTests, testResults }) {
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed')).length;
  const reasons = new Map();
  for (const { status, meta } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    if (status !== 'skipped' && status !== 'pending') continue;
    const why = meta?.skipped ?? 'not asked for';
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const line = `tests: ${numPassedTests} passed, ${numFailedTests + broken} failed, ${numPendingTests} skipped`;
  return reasons.size === 0 ? line : `${line}: ${[...reasons].map(([why, count]) => `${count} × ${why}`).join('; ')}`;
}
