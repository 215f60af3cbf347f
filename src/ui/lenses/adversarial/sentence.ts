/** What an attack came to, in words. Pure. */
import type { AttackSeen } from '../../../engine/looks/adversarial/question.ts';

interface Said {
  readonly key: 'fool.nothing' | 'fool.turned' | 'fool.held' | 'fool.wrong' | 'fool.valueTurned' | 'fool.valueHeld' | 'fool.valueWrong';
  readonly values: Readonly<Record<string, number | string>>;
}

/** @param write an answer: a class, or values */
export function saidOf(seen: AttackSeen, epsilon: number, write: (answer: number | Float32Array) => string): Said {
  const { before, after, right } = seen;
  if (epsilon === 0) return { key: 'fool.nothing', values: {} };
  if (before.kind === 'value' || after.kind === 'value') {
    const [was, is] = [before, after].map((said) => (said.kind === 'value' ? write(said.values) : '')) as [string, string];
    if (!right.before) return { key: 'fool.valueWrong', values: { before: was, after: is } };
    return { key: right.after ? 'fool.valueHeld' : 'fool.valueTurned', values: { before: was, after: is } };
  }
  const values = {
    before: write(before.answers[0] as number),
    sureBefore: before.probabilities[0] as number,
    after: write(after.answers[0] as number),
    sureAfter: after.probabilities[0] as number,
  };
  if (!right.before) return { key: 'fool.wrong', values: { ...values, right: write(seen.example.targets[0] as number) } };
  return { key: right.after ? 'fool.held' : 'fool.turned', values };
}
