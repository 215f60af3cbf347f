/** How many of the slowest files are named. */
const NAMED = 10;

/** The files that took longest, one a line, seconds first: what makes `npm test` long stays in sight. What ran beside a file is in its seconds. */
export function slowest({ testResults }) {
  const files = testResults.map(({ name, startTime, endTime }) => ({ name: name.replace(/^.*?(?=\btests\/)/, ''), seconds: (endTime - startTime) / 1000 }));
  const longest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, NAMED);
  return ['slowest files, in seconds:', ...longest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(8)}  ${name}`)].join('\n');
}

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
