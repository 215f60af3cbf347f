/**
 * A plugin for Stryker: its Vitest runner, with four differences.
 *
 * A test file that cannot even be loaded counts as a test that fails. Otherwise a mutant that throws while a module loads would leave no tests
 * at all, and pass for one that nobody noticed.
 *
 * A mutant that acts while a module loads (an entry's statement, a table) is tried with the tests of its own folder, the contracts of entries
 * and the tests of configs. Stryker cannot know which tests see it, and would try all of them, which takes a minute for each that survives. One
 * that acts in tests as well (plan.mjs) is tried so where those have not noticed it.
 *
 * Any other mutant is tried with the tests that reach it: those beside its file first, then the quickest, for as many as take five seconds
 * together. Some lines are reached by every run that any test trains. What the tests left out would have killed counts as a survivor.
 *
 * One mutant after the other is tried in the same thread (thread.mjs), as Stryker does with Mocha. What one leaves behind must not decide about
 * the next: a test that fails has to pass in the same thread without the mutant, else the mutant is tried in a thread of its own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { isUsed, keepThread, renew } from './thread.mjs';

const [vitest] = vitestPlugins;

const EVERYWHERE = ['tests/contracts/entries.test.ts', 'tests/contracts/kept.test.ts', 'tests/engine/config/'];

/** What tests of all in sequence may take, in milliseconds, once those beside the file are through. */
const BUDGET_MS = 5000;

/** How long each test took in the first run, beside the sandbox's sources: another process looks it up. */
const TIMES = '.test-times.json';

const inProject = (file) => relative(process.cwd(), file).replaceAll('\\', '/');
const mirrored = (file) => inProject(file).replace(/^src\//, 'tests/');
const folderOf = (file) => `${dirname(mirrored(file))}/`;

/** The tests that reach a mutant, as far as they are tried. */
function affordable(tests, file, times) {
  const [beside, folder] = [`${mirrored(file).replace(/\.ts$/, '')}.test.ts#`, folderOf(file)];
  const rank = (id) => (id.startsWith(beside) ? 0 : id.startsWith(folder) ? 1 : 2);
  const sorted = tests.toSorted((a, b) => rank(a) - rank(b) || (times[a] ?? 0) - (times[b] ?? 0));
  let sum = 0;
  return sorted.filter((id) => rank(id) === 0 || (sum += times[id] ?? 0) <= BUDGET_MS);
}

function strict(injector) {
  const runner = injector.injectFunction(vitest.factory);
  const [init, run, dryRun, mutantRun] = [runner.init, runner.run, runner.dryRun, runner.mutantRun].map((method) => method.bind(runner));
  let times;
  let narrowed;
  runner.init = async () => {
    await init();
    keepThread(runner.ctx);
  };
  runner.dryRun = async (options) => {
    const result = await dryRun(options);
    await renew();
    if (result.status === 'complete') writeFileSync(TIMES, JSON.stringify(Object.fromEntries(result.tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]))));
    return result;
  };
  /** Whether a test passes in this thread without a mutant. */
  const isSound = async (options, test) => {
    const { status } = await mutantRun({ ...options, activeMutant: { ...options.activeMutant, id: 'none' }, testFilter: [test] });
    return status === 'survived';
  };
  const inTurn = async (options) => {
    const wasUsed = isUsed();
    const result = await mutantRun(options);
    if (!wasUsed || result.status === 'survived' || (result.status === 'killed' && (await isSound(options, result.killedBy[0])))) return result;
    await renew();
    return mutantRun(options);
  };
  const alone = async (options) => {
    await renew();
    const result = await mutantRun(options);
    await renew();
    return result;
  };
  runner.mutantRun = async (options) => {
    const { testFilter, sandboxFileName, alsoStatic = false } = options;
    times ??= JSON.parse(readFileSync(TIMES, 'utf8'));
    // The sequencer of the Vitest config puts these first.
    globalThis.besideMutant = [`${mirrored(sandboxFileName).replace(/\.ts$/, '')}.test.ts`, folderOf(sandboxFileName)];
    // Every file that is tried is named: none has to be found by what it imports.
    narrowed = { relatedFiles: undefined };
    const whileLoading = () => {
      narrowed = { testIds: [], testFiles: [folderOf(sandboxFileName), ...EVERYWHERE] };
      return alone({ ...options, mutantActivation: 'static', testFilter: undefined });
    };
    if (options.mutantActivation === 'static' || testFilter === undefined) return whileLoading();
    const result = await inTurn({ ...options, testFilter: affordable(testFilter, sandboxFileName, times) });
    return alsoStatic && result.status === 'survived' ? whileLoading() : result;
  };
  runner.run = async (options) => {
    const result = await run({ ...options, ...narrowed });
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
