/** The looks, by id. A further one is one file and one line here. */
import { ablation } from './ablation/ablation.ts';
import { spectrum } from './circles/history.ts';
import { effects } from './ablation/effects.ts';
import { adversarial } from './adversarial/adversarial.ts';
import { attacked } from './adversarial/attacked.ts';
import { answers } from './answers.ts';
import { attention } from './attention/attention.ts';
import { circles } from './circles/circles.ts';
import { complexity } from './complexity/complexity.ts';
import { examples } from './examples.ts';
import type { LookDef } from './look.ts';
import { lossPlane } from './lossPlane/lossPlane.ts';
import { neurons } from './neurons/neurons.ts';
import { own } from './own.ts';
import { plane } from './plane/plane.ts';
import { pulls } from './pulls.ts';
import { python } from './python.ts';
import { regions } from './regions/regions.ts';
import { representations } from './representations/representations.ts';

export const looks = {
  ablation,
  adversarial,
  answers,
  attacked,
  attention,
  circles,
  complexity,
  effects,
  examples,
  lossPlane,
  neurons,
  own,
  plane,
  pulls,
  python,
  regions,
  representations,
  spectrum,
};

export type LookId = keyof typeof looks;
export type QuestionOf<K extends LookId> = (typeof looks)[K] extends LookDef<infer Q, infer _> ? Q : never;
export type AnswerOf<K extends LookId> = (typeof looks)[K] extends LookDef<infer _, infer A> ? A : never;

export const isLook = (id: string): id is LookId => Object.hasOwn(looks, id);
