/** What a run is made of that lies in files: its data, and weights to begin with. */
import type { RunConfig } from '../config/config.ts';
import type { Dataset } from '../data/dataset.ts';
import { describeProblems, type Problem } from '../problem.ts';
import { Rng } from '../rng.ts';
import { Spoken } from '../spoken.ts';
import { tasks } from '../tasks/index.ts';
import type { Files, FileSource } from '../tasks/task.ts';
import { text } from '../text.ts';
import { readWeights } from '../weights/descriptor.ts';
import { fitWeights, type Fit } from '../weights/fit.ts';
import { calledIn, filesOf, weightsOf } from './files.ts';
import { modelOf } from './network.ts';

/** What of its file keeps a run from beginning with its weights; none where it begins afresh. */
export function problemsOfWeights(config: RunConfig, bytes: Uint8Array | undefined): readonly Problem[] {
  const fit = bytes === undefined ? null : fitIn(config, bytes);
  return fit === null || fit.ok ? [] : fit.problems;
}

function fitIn(config: RunConfig, bytes: Uint8Array): Fit | null {
  const read = readWeights(config.init.weights);
  return read === null ? null : fitWeights(bytes, modelOf(config).parameters, read.name);
}

/** @throws Spoken when the file is missing, or does not fit the network */
function startOf(config: RunConfig, files: Files): Pick<Dataset, 'start'> {
  const file = weightsOf(config);
  if (file === null) return {};
  const bytes = files[file];
  if (bytes === undefined) {
    const { en, ja } = calledIn(config, file) ?? text(file, file);
    throw new Spoken(text(`the file ${en} is not here`, `ファイル ${ja} がここにありません`));
  }
  const fit = fitIn(config, bytes);
  if (fit?.ok === false) throw new Spoken(text(describeProblems(fit.problems, 'en').join('; '), describeProblems(fit.problems, 'ja').join(' ')));
  return fit === null ? {} : { start: fit.parameters };
}

/** The data of a run, and its start where that is not fresh: the same for the same config and seed. @throws Error when a file is missing, or not as described. */
export function datasetOf(config: RunConfig, files: Files = {}): Dataset {
  return { ...tasks.get(config.task.id).dataset(config.task, new Rng(config.seed, 'task'), files), ...startOf(config, files) };
}

/** The same, with the files that it needs. @throws Error when one cannot be had. */
export async function loadDataset(config: RunConfig, host: FileSource): Promise<Dataset> {
  const names = filesOf(config);
  const files = await Promise.all(names.map(async (name) => [name, await host.file(name)] as const));
  return datasetOf(config, Object.fromEntries(files));
}

/** Of configs with the same key the data is the same. */
export const dataKey = (config: RunConfig): string =>
  JSON.stringify([config.task, config.seed, ...(weightsOf(config) === null ? [] : [config.init.weights, config.model])]);

/** The same for one run, whose changes seldom are about its data: what was made last is not made again. */
export function rememberingData(host: FileSource): (config: RunConfig) => Promise<Dataset> {
  let last: { readonly of: string; readonly dataset: Dataset } | null = null;
  return async (config) => {
    const of = dataKey(config);
    last = last?.of === of ? last : { of, dataset: await loadDataset(config, host) };
    return last.dataset;
  };
}
