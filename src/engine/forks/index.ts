/** Presets of forks, in the order in which the page lists them. */
import type { ForkPreset } from './fork.ts';
import { lateDecay } from './lateDecay.ts';
import { noDecay } from './noDecay.ts';
import { rescale } from './rescale.ts';

export const FORKS: readonly ForkPreset[] = [noDecay, lateDecay, rescale];
