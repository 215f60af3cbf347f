import { Registry } from '../registry.ts';
import { crossEntropy } from './crossEntropy.ts';
import { meanSquaredError } from './squaredError.ts';
import { stableMax } from './stableMax.ts';

export const losses = new Registry('loss', [crossEntropy, meanSquaredError, stableMax]);
