import { Registry } from '../registry.ts';
import { crossEntropy } from './crossEntropy.ts';
import { meanSquaredError } from './squaredError.ts';

export const losses = new Registry('loss', [crossEntropy, meanSquaredError]);
