/** `npm run mutate`: the mutation run. `--sample 600 --seed 2` tries so many mutants, drawn at random from all; the rest goes to Stryker. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT } from './install.mjs';

const OWN = { sample: { type: 'string' }, seed: { type: 'string', default: '1' } };
const { values, tokens } = parseArgs({ options: OWN, strict: false, tokens: true, allowPositionals: true });

/** The arguments that are Stryker's, as they were written. */
const ours = new Set(
  tokens.filter(({ kind, name }) => kind === 'option' && name in OWN).flatMap(({ index, inlineValue }) => (inlineValue ? [index] : [index, index + 1])),
);
const rest = process.argv.slice(2).filter((_, index) => !ours.has(index));

const env = { ...process.env };
if (values.sample !== undefined) {
  for (const name of Object.keys(OWN)) {
    if (/^\d+$/.test(String(values[name]))) continue;
    console.error(`--${name} is a whole number: «${String(values[name])}» is none.`);
    process.exit(2);
  }
  env.GROKSCOPE_MUTANTS = [values.sample, values.seed].join(':');
}
const { status } = spawnSync(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', ...rest], { cwd: ROOT, env, stdio: 'inherit' });
process.exit(status ?? 1);
