/**
 * A plugin for Stryker: its Vitest runner, which also counts a test file that cannot even be loaded as a test that fails. Otherwise a mutant
 * that throws while a module loads would leave no tests at all, and pass for one that nobody noticed.
 */
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';

const [vitest] = vitestPlugins;

function strict(injector) {
  const runner = injector.injectFunction(vitest.factory);
  const run = runner.run.bind(runner);
  runner.run = async (options) => {
    const result = await run(options);
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
