/**
 * A plugin for Stryker: its Vitest runner, with two differences.
 *
 * A test file that cannot even be loaded counts as a test that fails. Otherwise a mutant that throws while a module loads would leave no tests
 * at all, and pass for one that nobody noticed.
 *
 * A mutant that acts while a module loads (an entry's statement, a table) is tried with the tests of its own folder, the contracts of entries
 * and the tests of configs. Stryker cannot know which tests see it, and would try all of them, which takes a minute for each that survives.
 */
import { dirname, relative } from 'node:path';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';

const [vitest] = vitestPlugins;

const EVERYWHERE = ['tests/contracts/entries.test.ts', 'tests/engine/config/'];

/** The tests of a file's folder, as Vitest takes them: parts of paths. */
const testsOf = (file) => [`${dirname(relative('src', relative(process.cwd(), file))).replace(/^/, 'tests/')}/`, ...EVERYWHERE];

function strict(injector) {
  const runner = injector.injectFunction(vitest.factory);
  const [run, mutantRun] = [runner.run.bind(runner), runner.mutantRun.bind(runner)];
  let narrowed;
  runner.mutantRun = (options) => {
    narrowed = options.mutantActivation === 'static' ? testsOf(options.sandboxFileName) : undefined;
    return mutantRun(options);
  };
  runner.run = async (options) => {
    const result = await run(narrowed === undefined ? options : { ...options, testIds: [], testFiles: narrowed });
    if (result.status !== 'complete') return result;
    const broken = runner.ctx.state.getFiles().filter((file) => file.result?.state === 'fail' && file.tasks.length === 0);
    const failures = broken.map((file) => ({
      id: `${file.name}#it loads`,
      name: `${file.name} loads`,
      fileName: file.filepath,
      timeSpentMs: 0,
      status: 1, // failed
      failureMessage: file.result.errors?.[0]?.message ?? 'it does not load',
    }));
    return { ...result, tests: [...result.tests, ...failures] };
  };
  return runner;
}
strict.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'vitest-strict', factory: strict }];
