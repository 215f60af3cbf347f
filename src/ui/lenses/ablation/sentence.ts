/** What is off, and what became of it, in words. Pure. */
import type { AblationQuestion, AblationSeen } from '../../../engine/looks/ablation/question.ts';

interface Said {
  readonly key: 'ablation.nothing' | 'ablation.restricted' | 'ablation.excluded' | 'ablation.off';
  readonly values: Readonly<Record<string, number | string>>;
}

/** How many of a list are named. */
const NAMED = 6;

const listOf = (numbers: readonly number[], separator: string): string =>
  numbers.length > NAMED ? `${numbers.slice(0, NAMED).join(separator)} …` : numbers.join(separator);

interface Words {
  readonly frequencies: (values: { readonly count: number; readonly list: string }) => string;
  readonly units: (values: { readonly count: number; readonly list: string; readonly label: string }) => string;
  readonly label: (site: string) => string;
  readonly loss: (value: number) => string;
  readonly separator: string;
}

/** The parts that are off, as a list. */
function partsOf({ waves, units }: AblationSeen, question: AblationQuestion, words: Words): string {
  const off = [...(waves?.off ?? [])];
  const frequencies = off.length === 0 ? [] : [words.frequencies({ count: off.length, list: listOf(off, words.separator) })];
  const groups = units.flatMap(({ site, count }) => {
    const own = question.units.filter((unit) => unit.site === site && unit.index < count).map(({ index }) => index + 1);
    return own.length === 0 ? [] : [words.units({ count: own.length, list: listOf(own, words.separator), label: words.label(site) })];
  });
  return [...frequencies, ...groups].join(words.separator);
}

export function saidOf(seen: AblationSeen, question: AblationQuestion, words: Words): Said {
  const { whole, rest, waves } = seen;
  const what = partsOf(seen, question, words);
  const isLogits = question.from === 'logits' && waves !== null && waves.noLogits === null && question.units.length === 0;
  if (isLogits && question.waves === 'others' && waves.keys.length > 0) {
    return { key: 'ablation.restricted', values: { loss: words.loss(rest.loss.all), before: words.loss(whole.loss.val) } };
  }
  if (isLogits && question.waves === 'keys' && waves.keys.length > 0) {
    return { key: 'ablation.excluded', values: { loss: words.loss(rest.loss.train), before: words.loss(whole.loss.train) } };
  }
  if (what === '') return { key: 'ablation.nothing', values: {} };
  return { key: 'ablation.off', values: { what, from: whole.accuracy.val, to: rest.accuracy.val } };
}
