/** What is right of one example, and what the network says to it: a class, or values. */
import type { RunConfig } from '../../../engine/config/config.ts';
import type { Examples } from '../../../engine/data/dataset.ts';
import type { Language } from '../../../engine/text.ts';
import { formatShare } from '../../i18n/share.ts';
import { Answer } from './Answer.tsx';
import { valuesOf } from './numbers.ts';
import type { Said } from './rows.ts';
import { Value } from './Value.tsx';

interface AnsweredProps {
  readonly examples: Examples;
  readonly id: number;
  readonly task: RunConfig['task'];
  /** Writes a class. */
  readonly nameOf: (label: number) => string;
  readonly language: Language;
  readonly outputs: number;
  /** What the network says to each; null before it was asked. */
  readonly said: Said | null;
  readonly isRight: boolean;
  /** Whether it is told how sure the network is. */
  readonly sure: boolean;
}

/** Looks at no store: there are dozens of it, and all are asked again with every answer. */
export function Answered({ examples: { targets }, id, task, nameOf, language, outputs, said, isRight, sure }: AnsweredProps) {
  if (targets instanceof Int32Array) {
    const classes = said?.kind === 'class' ? said : null;
    return (
      <span>
        <Answer label={nameOf(targets[id] as number)} said={classes === null ? null : nameOf(classes.answers[id] as number)} />
        {sure && classes !== null && <span className="example-sure">{` ${formatShare(classes.probabilities[id] as number, language)}`}</span>}
      </span>
    );
  }
  return (
    <Value isTrue={valuesOf(task, targets, id, outputs)} said={said?.kind === 'value' ? valuesOf(task, said.values, id, outputs) : null} close={isRight} />
  );
}
