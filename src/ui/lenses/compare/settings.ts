/** The settings in which runs differ, as columns. Values read as the form has them. */
import { chosenBy, SETS } from '../../../engine/config/registries.ts';
import { sectionOf } from '../../../engine/config/fields.ts';
import type { Differing, Held } from '../../../engine/compare/differing.ts';
import type { Key } from '../../../engine/compare/order.ts';
import type { Text } from '../../../engine/text.ts';
import type { Value } from '../../../engine/parameters.ts';
import { groupIdOf, type GroupId } from '../../controls/groups.ts';
import { shownValue } from '../../../engine/config/valueWords.ts';
import type { Voice } from './results.ts';

/** How a page speaks of settings. */
export interface Speaker extends Voice {
  readonly text: (text: Text) => string;
  readonly group: (id: GroupId) => string;
  readonly onOff: { readonly on: string; readonly off: string };
}

export interface Setting {
  readonly path: string;
  readonly label: string;
  /** Of the run at an index. */
  readonly keyAt: (index: number) => Key;
  readonly wordsAt: (index: number) => string;
}

const labelOf = ({ held }: Differing): Text => (held.find((one) => one !== null) as Held).parameter.label;

/** What a field is a part of, where its own name is also another's. */
function partOf(path: string, { text, group }: Speaker): string {
  const [section, id] = [sectionOf(path), path.split('.')[1]];
  const set = Object.hasOwn(SETS, section) ? SETS[section as keyof typeof SETS] : undefined;
  const entry = set?.entries.find((one) => one.id === id);
  return entry === undefined ? group(groupIdOf(path)) : text(entry.label);
}

function wordsOf({ parameter, value, turns }: Held, { say, text, onOff }: Speaker): string {
  const write = (one: Value): string => shownValue(parameter, one, text, onOff);
  return [write(value), ...turns.map((turn) => say(turn.planned ? 'compare.turnPlanned' : 'compare.turn', { value: write(turn.value), step: turn.step }))].join(
    ' ',
  );
}

export function settingsOf(differing: readonly Differing[], speaker: Speaker): Setting[] {
  const labels = differing.map((one) => speaker.text(labelOf(one)));
  return differing.map(({ path, held }, i): Setting => {
    const label = labels[i] as string;
    const isChoice = chosenBy(path) !== null;
    return {
      path,
      label: !isChoice && labels.filter((other) => other === label).length > 1 ? `${partOf(path, speaker)}: ${label}` : label,
      keyAt(index) {
        const one = held[index] ?? null;
        if (one === null) return null;
        // Words are sorted as they read.
        return one.parameter.kind === 'choice' ? shownValue(one.parameter, one.value, speaker.text, speaker.onOff) : one.value;
      },
      wordsAt(index) {
        const one = held[index] ?? null;
        return one === null ? '–' : wordsOf(one, speaker);
      },
    };
  });
}
