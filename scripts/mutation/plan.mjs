/**
 * A plugin for Stryker: a reporter that is shown the plan before it is carried out, and mends it. A mutant that acts while modules load and in
 * tests as well is tried in the tests that reach it first; Stryker would try it with all tests, each time in a process of its own. And since no
 * mutant is tried with all of the tests that reach it (runner.mjs), none is waited for as if it were.
 */

/** What the tests that are tried take at most, many times over, in milliseconds. */
const MOST_MS = 45_000;

class Plan {
  onMutationTestingPlanReady({ mutantPlans }) {
    for (const { plan, mutant, runOptions } of mutantPlans) {
      if (plan !== 'Run') continue;
      runOptions.timeout = Math.min(runOptions.timeout, MOST_MS);
      if (runOptions.mutantActivation !== 'static' || !mutant.coveredBy?.length) continue;
      Object.assign(runOptions, { mutantActivation: 'runtime', testFilter: mutant.coveredBy, reloadEnvironment: false, alsoStatic: true });
    }
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'plan', injectableClass: Plan }];
