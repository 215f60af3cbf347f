/** Answers of the look: of a fresh network, and of one with two layers. */
import type { RunConfig } from '../../../../src/engine/config/config.ts';
import { attention } from '../../../../src/engine/looks/attention/attention.ts';
import type { AttentionQuestion, AttentionShown } from '../../../../src/engine/looks/attention/question.ts';
import { bareNetwork } from '../../../engine/looks/circles/random.ts';
import { configOf, seenBy } from '../../../engine/looks/networks.ts';

export const CONFIG: RunConfig = configOf({ 'task.p': 13, 'model.width': 8, 'model.heads': 4, 'model.ffn': 4, 'init.scale': 4 });

function answerOf(config: RunConfig, question: Partial<AttentionQuestion> = {}): AttentionShown {
  return seenBy(attention, bareNetwork(config), { under: null, layer: null, ...question }).answer as AttentionShown;
}

const FRESH = answerOf(CONFIG);
export const MULTIPLIED = answerOf(CONFIG, { under: 'multiplication' });
export const DEEP = answerOf(configOf({ 'task.p': 7, 'model.width': 8, 'model.layers': 2 }));

/** Two heads that look at a and at b by waves of frequency 2, and whose outputs have frequencies 2 and 5. */
const level = (share: number): Uint8Array => new Uint8Array(169).fill(Math.round(255 * share));
const shares = (of: Readonly<Record<number, number>>): Float32Array => Float32Array.from({ length: 6 }, (_, i) => of[i + 1] ?? 0.01);
const attended = (mean: number, low: number, high: number) => ({ levels: level(mean), mean, low, high, wave: { frequency: 2, share: 0.9 } });
export const WAVES: AttentionShown = {
  ...FRESH,
  heads: [
    { sources: [attended(0.4, 0.1, 0.7), attended(0.5, 0.3, 0.6), attended(0.1, 0.05, 0.2)], shares: shares({ 2: 0.7 }) },
    { sources: [attended(0.6, 0.5, 0.7), attended(0.3, 0.02, 0.9), attended(0.1, 0.1, 0.1)], shares: shares({ 5: 0.6, 2: 0.34 }) },
  ],
  all: { sources: [attended(0.5, 0.4, 0.7), attended(0.4, 0.3, 0.6), attended(0.1, 0.1, 0.1)], shares: shares({ 2: 0.4, 5: 0.5 }) },
};
