import { expect, test } from 'vitest';

interface Case {
  readonly status: string;
  readonly meta?: { readonly skipped?: string };
}

const { slowest, verdict } = (await import(`${process.cwd()}/scripts/verdict.mjs`)) as Record<'slowest' | 'verdict', (report: object) => string>;

/** As Vitest's JSON reporter writes it: one list of cases for each file, null for a file that did not load. */
function report(...files: (readonly Case[] | null)[]): object {
  const count = (...states: string[]): number => files.flatMap((cases) => cases ?? []).filter(({ status }) => states.includes(status)).length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped', 'pending'),
    testResults: files.map((cases) => ({
      status: cases === null || cases.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
      assertionResults: cases ?? [],
    })),
  };
}

const passed = { status: 'passed' };

test('counts', () => {
  expect(verdict(report([passed, { status: 'failed' }], [passed]))).toBe('tests: 2 passed, 1 failed, 0 skipped');
});

test('says why tests were skipped, each reason once', () => {
  const skipped = (why: string): Case => ({ status: 'skipped', meta: { skipped: why } });
  const line = verdict(report([passed, skipped('no GPU'), skipped('no GPU')], [{ status: 'skipped' }, skipped('no Git')]));
  expect(line).toBe('tests: 1 passed, 0 failed, 4 skipped: 2 × no GPU; 1 × not asked for; 1 × no Git');
});

test('a file that does not load is a failure', () => {
  expect(verdict(report([passed], null))).toBe('tests: 1 passed, 1 failed, 0 skipped');
});

test('the ten slowest files are named, the slowest first', () => {
  const testResults = Array.from({ length: 12 }, (_, i) => ({
    name: `/home/grokscope/tests/f${i}.test.ts`,
    startTime: 5000,
    endTime: 5000 + 1250 * ((i * 5) % 12),
  }));
  const [head, ...lines] = slowest({ testResults }).split('\n');
  expect(head).toBe('slowest files, in seconds:');
  expect(lines).toHaveLength(10);
  expect(lines.slice(0, 2)).toEqual(['    13.8  tests/f7.test.ts', '    12.5  tests/f2.test.ts']);
  expect(lines.at(-1)).toBe('     2.5  tests/f10.test.ts');
});
