/** The tests that the mutation run counts on: the core's own, in this process. No browser, no command line, no whole runs, no kernels. */
import { relative } from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { shared } from './vitest.config.ts';

/** Milliseconds that a file's tests took when most of them ran. */
const longest = new Map<string, number>();

/** Set by scripts/mutation/runner.mjs: where the tests beside the mutated file stand, the nearest first. */
declare global {
  var besideMutant: readonly string[] | undefined;
}

/** The tests beside the mutated file first, then the quick ones: the first that fails ends a mutant's run. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { cache, config } = this.ctx;
    for (const { moduleId, project } of files) {
      const took = cache.getFileTestResults(`${project.name}:${relative(config.root, moduleId)}`)?.duration ?? 0;
      longest.set(moduleId, Math.max(took, longest.get(moduleId) ?? 0));
    }
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = globalThis.besideMutant?.findIndex((path) => moduleId.includes(path)) ?? -1;
      return found === -1 ? Infinity : found;
    };
    const apart = (a: number, b: number): number => (a === b ? 0 : a - b);
    return files.toSorted((a, b) => apart(rank(a), rank(b)) || (longest.get(a.moduleId) ?? 0) - (longest.get(b.moduleId) ?? 0));
  }
}

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ['tests/engine/**/*.test.ts', 'tests/worker/**/*.test.ts', 'tests/store/**/*.test.ts', 'tests/contracts/**/*.test.ts'],
      exclude: ['tests/engine/backend/wasm/**', 'tests/engine/backend/webgpu/**'],
      environment: 'node',
      testTimeout: 60000,
      isolate: false,
      setupFiles: ['scripts/mutation/setup.mjs'],
      sequence: { sequencer: QuickFirst },
    },
  }),
);
