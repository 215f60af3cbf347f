/** What a task's section says of its training data, asked of the task. */
import type { Section } from '../registry.ts';
import { tasks } from './index.ts';

/** The share of a table that is shown to the network; null where training data is counted in examples. */
export function shownShare(section: Section): number | null {
  const { trainAmount, parameters } = tasks.get(section.id);
  const parameter = parameters[trainAmount];
  return parameter?.kind === 'number' && parameter.integer !== true ? (section[trainAmount] as number) : null;
}

/** The share of the training answers that are random. */
export function noiseShare(section: Section): number {
  const { labelNoise } = tasks.get(section.id);
  return labelNoise === undefined ? 0 : (section[labelNoise] as number);
}
