import { Registry } from '../contracts.ts';
import { modular } from './modular.ts';
import { permutations } from './permutations.ts';

export const tasks = new Registry('task', [modular, permutations]);
