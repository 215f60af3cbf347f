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
  /** Behind the title: what tells it from its preset. */
  readonly detail: string;
}

const FORK = (step: string): Text => text(`fork at step ${step}`, `ステップ ${step} から分岐`);

export function entryName({ name, run, parent }: Entry, language: Language): EntryName {
  const parsed = parseConfig(run.config);
  const preset = findPreset(run.preset);
  const label = preset?.label[language] ?? run.preset;
  if (!parsed.ok) return { title: name ?? label, detail: '' };
  const named: Named = {
    config: parsed.config,
    basedOn: run.preset,
    changes: inOrder([...run.changes, ...remaining(run.plan, run.step, run.changes)]),
    kernels: kernelsWay(run.kernels),
  };
  const usual: readonly Named[] = preset === undefined ? [] : [{ config: preset.config, basedOn: run.preset, changes: [], kernels: named.kernels }];
  const forked = parent?.forked === true ? FORK(formatStep(parent.step, language))[language] : '';
  const apart = [forked, runName(named, usual, language)].filter((words) => words !== '').join(' · ');
  return name === null ? { title: label, detail: apart } : { title: name, detail: [label, apart].filter((words) => words !== '').join(' · ') };
}
