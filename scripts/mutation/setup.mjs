/**
 * Loaded before each test file of a mutation run. A mutant acts in tests alone, and not while the next file is being loaded, unless it is one that
 * acts then. What helpers of tests have worked out for the mutant before is not believed; devices may stay open.
 */
import { setFlagsFromString } from 'node:v8';
import { inject } from 'vitest';

// One test asks Node 20 for relaxed SIMD, and the process is everyone's: without it now, curves from before and from after that test would differ.
if (process.version.startsWith('v20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

if (globalThis.__stryker__ !== undefined && inject('mutantActivation') !== 'static') globalThis.__stryker__.activeMutant = undefined;

const { ctx, evaluatedModules } = globalThis.__vitest_worker__;
if (globalThis.mutationRun !== ctx) {
  globalThis.mutationRun = ctx;
  for (const [id, node] of evaluatedModules.idToModuleMap) {
    if (id.includes('/tests/') && !id.endsWith('/tests/devices.ts')) evaluatedModules.invalidateModule(node);
  }
}

// In the first run each file's tests say which mutants they reached. Stryker lets every file repeat what those before it said, which fills the memory.
for (const part of ['static', 'perTest']) {
  const told = globalThis.__stryker__?.mutantCoverage?.[part] ?? {};
  for (const id of Object.keys(told)) delete told[id];
}
