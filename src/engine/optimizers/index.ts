import { Registry } from '../registry.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { muon } from './muon.ts';
import { sgd } from './sgd.ts';

export const optimizers = new Registry('optimizer', [adamw, adam, sgd, muon]);
