/** What a field may be, in words. */
import { readNumber } from '../numbers.ts';
import type { NumberParameter, Parameter } from '../parameters.ts';
import { text, type Text } from '../text.ts';

function numberText(p: NumberParameter): Text {
  if (p.validText !== undefined) return p.validText;
  const whole = p.integer ?? false;
  const en = `${whole ? 'a whole number' : 'a number'} from ${p.min} to ${p.max}`;
  const ja = `${p.min} から ${p.max} までの${whole ? '整数' : '数'}`;
  return p.word === undefined ? text(en, `${ja}にしてください。`) : text(`${en}, or ${p.word}`, `${ja}か ${p.word} にしてください。`);
}

/** What to do about a number that can be read as two. */
function unambiguous([one, other]: readonly [number, number]): Text {
  return text(
    `written so that it cannot be read as two numbers: as ${one} or as ${other}`,
    `${one} とも ${other} とも読めます。どちらかに書き直してください。`,
  );
}

/** What a parameter may be, as the end of a sentence. @param typed what stood there instead, if it was text */
export function expectedOf(p: Parameter, typed?: unknown): Text {
  if (p.kind === 'flag') return text('true or false', 'true か false にしてください。');
  if (p.kind === 'choice') return oneOf(p.choices.map((c) => c.value));
  if (p.kind === 'line') {
    const read = typeof typed === 'string' ? p.parse(typed) : null;
    return read?.ok === false ? read.expected : p.expected;
  }
  const spelling = typeof typed === 'string' ? readNumber(typed, p.integer) : null;
  return spelling?.kind === 'ambiguous' ? unambiguous(spelling.readings) : numberText(p);
}

/** What a path may be that names no field. */
export const UNKNOWN = text('left out: there is no such field here', '取り除いてください。この項目はありません。');

export function oneOf(values: readonly string[]): Text {
  return text(`one of ${values.join(', ')}`, `次のいずれかにしてください: ${values.join(', ')}`);
}
