/** A file of weights, looked at for a network: its description for a config, or what does not fit. */
import type { RunConfig } from '../config/config.ts';
import type { Named, Survey } from '../own/survey.ts';
import { describeProblems } from '../problem.ts';
import { modelOf } from '../run/network.ts';
import { text, type Text } from '../text.ts';
import { writeWeights } from './descriptor.ts';
import { fitWeights } from './fit.ts';

/** Never throws, of a valid config. */
export function surveyWeights(bytes: Uint8Array, named: Named, config: Pick<RunConfig, 'model' | 'task'>): Survey {
  const fit = fitWeights(bytes, modelOf(config).parameters, named.name);
  if (fit.ok) return { ok: true, descriptor: writeWeights(named), preview: null };
  const [en, ja] = [describeProblems(fit.problems, 'en'), describeProblems(fit.problems, 'ja')];
  return { ok: false, faults: en.map((words, i): Text => text(words, ja[i] ?? words)), preview: null };
}
