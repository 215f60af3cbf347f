/** Tests that a machine cannot run say why: `npm test` ends with it. */
declare module 'vitest' {
  interface TaskMeta {
    /** Why the test was not run. */
    skipped?: string;
  }
}

/** Options of a test or a suite that is not run where something is `missing`: what that is, or null. */
export function unless(missing: string | null): { skip?: boolean; meta?: { skipped: string } } {
  return missing === null ? {} : { skip: true, meta: { skipped: missing } };
}
