/** What a kept run is called where nobody named it: its preset, its seed, and what it has that the preset has not. Pure. */
import { kernelsWay } from '../../engine/backend/choice.ts';
import { parseConfig } from '../../engine/config/parse.ts';
import { findPreset } from '../../engine/presets/index.ts';
import { inOrder, remaining } from '../../engine/run/plan.ts';
import { text, type Language, type Text } from '../../engine/text.ts';
import { formatStep } from '../../figures/plot/format.ts';
import type { Entry } from '../../store/library/entry.ts';
import { runName, type Named } from '../bench/runName.ts';

export interface EntryName {
  readonly title: string;
  /** Behind the title: what tells it from its preset, and from others. */
  readonly detail: string;
}

const FORK = (step: string): Text => text(`fork at step ${step}`, `ステップ ${step} から分岐`);

const known = new WeakMap<Entry, Named | null>();
/** What the run is made of; null where this page does not know such settings. Read once: it takes longer than all else of a row. */
export function namedOf(entry: Entry): Named | null {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const { run } = entry;
  const parsed = parseConfig(run.config);
  const named = !parsed.ok
    ? null
    : {
        config: parsed.config,
        basedOn: run.preset,
        changes: inOrder([...run.changes, ...remaining(run.plan, run.step, run.changes)]),
        kernels: kernelsWay(run.kernels),
      };
  known.set(entry, named);
  return named;
}

const usual = new Map<string, Named>();
/** The preset itself, on the same kernels. */
function usualOf({ basedOn, kernels }: Named): readonly Named[] {
  const key = `${basedOn} ${kernels ?? ''}`;
  const preset = findPreset(basedOn);
  const found = usual.get(key) ?? (preset === undefined ? undefined : { config: preset.config, basedOn, changes: [], kernels });
  if (found === undefined) return [];
  usual.set(key, found);
  return [found];
}

interface Called {
  readonly by: string;
  readonly name: EntryName;
}
const called = new WeakMap<Entry, Called>();

/**
 * @param told fields that are told of it, whatever the preset has
 * @param others runs that it is told apart from, beside the preset
 */
export function entryName(entry: Entry, language: Language, told: readonly string[] = [], others: readonly Named[] = []): EntryName {
  if (others.length > 0) return nameOf(entry, language, told, others);
  const by = [language, ...told].join(' ');
  const before = called.get(entry);
  if (before?.by === by) return before.name;
  const name = nameOf(entry, language, told, []);
  called.set(entry, { by, name });
  return name;
}

function nameOf(entry: Entry, language: Language, told: readonly string[], others: readonly Named[]): EntryName {
  const { name, run, parent } = entry;
  const named = namedOf(entry);
  const label = findPreset(run.preset)?.label[language] ?? run.preset;
  if (named === null) return { title: name ?? label, detail: '' };
  const forked = parent?.forked === true ? FORK(formatStep(parent.step, language))[language] : '';
  const apart = [forked, runName(named, [...usualOf(named), ...others], language, told)].filter((words) => words !== '').join(' · ');
  return name === null ? { title: label, detail: apart } : { title: name, detail: [label, apart].filter((words) => words !== '').join(' · ') };
}
