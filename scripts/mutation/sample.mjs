/**
 * A plugin for Stryker: a reporter that leaves a seeded random sample of the mutants in the plan, and tells the score of each area at the end with
 * the interval that holds the score of all its mutants 19 times out of 20. Without a sample it tells the score alone.
 */
import { createHash } from 'node:crypto';

/** Set by scripts/mutate.mjs: how many mutants are tried, and which draw of them. */
const [size = Infinity, seed = 1] = (process.env.GROKSCOPE_MUTANTS ?? '').split(':').filter(Boolean).map(Number);

/** A number that depends on the seed and on the mutant alone: the same mutants are drawn wherever their lines stand the same. */
const lot = ({ fileName, location: { start, end }, replacement }) =>
  createHash('sha1')
    .update([seed, fileName.replace(/^.*?(?=src\/)/, ''), start.line, start.column, end.line, end.column, replacement].join(' '))
    .digest('hex');

const NOTICED = ['Killed', 'Timeout'];
const UNNOTICED = ['Survived', 'NoCoverage'];

/** `src/engine/probes/x.ts` belongs to `engine/probes`, `src/store/x/y.ts` to `store`, `src/engine/x.ts` to `engine`. */
function areaOf(file) {
  const [, first, ...rest] = file.split('/');
  return first === 'engine' && rest.length > 1 ? `engine/${rest[0]}` : first;
}

/** Wilson's interval for `hits` of `of`, in percent. */
function interval(hits, of) {
  const [z, share] = [1.96, hits / of];
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return [middle - half, middle + half].map((bound) => (100 * bound) / (1 + (z * z) / of));
}

class Sample {
  #of = 0;

  onMutationTestingPlanReady({ mutantPlans }) {
    const open = mutantPlans.filter(({ plan }) => plan === 'Run');
    this.#of = open.length;
    const drawn = new Set(
      open
        .map((one) => [lot(one.mutant), one])
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, size)
        .map(([, one]) => one),
    );
    // The list that Stryker goes through afterwards: what is not in it is not tried and not counted.
    mutantPlans.splice(0, Infinity, ...mutantPlans.filter((one) => one.plan !== 'Run' || drawn.has(one)));
  }

  onMutationTestReportReady({ files }) {
    const areas = new Map();
    const count = (area, noticed) => {
      const one = areas.get(area) ?? { noticed: 0, tried: 0 };
      areas.set(area, { noticed: one.noticed + Number(noticed), tried: one.tried + 1 });
    };
    for (const [file, { mutants }] of Object.entries(files)) {
      for (const { status } of mutants) {
        if (![...NOTICED, ...UNNOTICED].includes(status)) continue;
        for (const area of [areaOf(file), 'all']) count(area, NOTICED.includes(status));
      }
    }
    if (size < this.#of) console.log(`\nA sample: ${size} of ${this.#of} mutants, seed ${seed}.`);
    console.log('\n| area | noticed of those tried | score | 95 % interval |\n| --- | --- | --- | --- |');
    for (const [area, { noticed, tried }] of [...areas].toSorted(([a], [b]) => Number(a === 'all') - Number(b === 'all') || a.localeCompare(b))) {
      const [from, to] = interval(noticed, tried).map((bound) => bound.toFixed(0));
      console.log(`| \`${area}\` | ${noticed} of ${tried} | ${((100 * noticed) / tried).toFixed(1)} % | ${from}–${to} |`);
    }
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'sample', injectableClass: Sample }];
