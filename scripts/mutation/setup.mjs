/**
 * Loaded before each test file of a mutation run. A mutant acts in tests alone, and not while the next file is being loaded, unless it is one that
 * acts then. What helpers of tests have worked out for the mutant before is not believed; devices may stay open.
 */
import { inject } from 'vitest';

if (globalThis.__stryker__ !== undefined && inject('mutantActivation') !== 'static') globalThis.__stryker__.activeMutant = undefined;

const { ctx, evaluatedModules } = globalThis.__vitest_worker__;
if (globalThis.mutationRun !== ctx) {
  globalThis.mutationRun = ctx;
  for (const [id, node] of evaluatedModules.idToModuleMap) {
    if (id.includes('/tests/') && !id.endsWith('/tests/devices.ts')) evaluatedModules.invalidateModule(node);
  }
}
