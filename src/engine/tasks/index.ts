import { Registry } from '../registry.ts';
import { cifar } from './cifar.ts';
import { digits } from './digits.ts';
import { fashion } from './fashion.ts';
import { formula } from './formula.ts';
import { mnist } from './mnist.ts';
import { molecules } from './molecules.ts';
import { modular } from './modular.ts';
import { own } from './own.ts';
import { permutations } from './permutations.ts';
import { reviews } from './reviews.ts';
import { sparseParity } from './sparseParity.ts';
import { sums } from './sums.ts';
import { teacherStudent } from './teacherStudent.ts';

export const tasks = new Registry('task', [
  modular,
  formula,
  permutations,
  sums,
  sparseParity,
  teacherStudent,
  digits,
  mnist,
  fashion,
  molecules,
  reviews,
  own,
  cifar,
]);
