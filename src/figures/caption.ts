/** What a figure says of its run in a line: the preset, what differs from it, seed and step. Pure. */
import { saidBy } from '../engine/config/acts.ts';
import { idsOf, valueAt, type RunConfig } from '../engine/config/config.ts';
import { fieldAt } from '../engine/config/fields.ts';
import { findPreset } from '../engine/presets/index.ts';
import type { Change } from '../engine/run/change.ts';
import { text, type Language } from '../engine/text.ts';
import { differences } from '../engine/config/differences.ts';
import { formatStep } from './plot/format.ts';
import { textWidth } from './plot/labels.ts';
import { namedValue, shownIn } from '../engine/config/valueWords.ts';

const SEED = text('seed', 'シード');
const STEP = text('step', 'ステップ');
const MORE = text('more', '件の違い');

interface Captioned {
  readonly config: RunConfig;
  /** The preset that it started from, by id. */
  readonly basedOn: string;
  /** Made while it went on. */
  readonly changes: readonly Change[];
  /** How far it is; null where that is not one step. */
  readonly step: number | null;
  /** The moment that is shown, where that is not how far it is. */
  readonly at?: number | null;
  /** Of several runs: their seeds, in place of the config's. */
  readonly seeds?: string;
}

/** Fields of a run that its preset has otherwise, in words; those that a config says by its seed and steps are said elsewhere. */
function differing(run: Captioned, language: Language): string[] {
  const preset = findPreset(run.basedOn);
  if (preset === undefined) return [];
  return differences(run.config, preset.config)
    .filter((path) => path !== 'seed' && path !== 'steps')
    .flatMap((path) => {
      const [parameter, value] = [fieldAt(idsOf(run.config), path)?.parameter, valueAt(run.config, path)];
      return parameter === undefined || value === undefined ? [] : [namedValue(parameter, value, language)];
    });
}

/** Changes made while it went on: «step 1,200: learning rate → 1e-4». */
function changed(run: Captioned, language: Language): string[] {
  return run.changes.flatMap(({ step, patch }) =>
    saidBy(run.config, patch).map(
      ({ parameter, value }) => `${STEP[language]} ${formatStep(step, language)}: ${parameter.label[language]} → ${shownIn(parameter, value, language)}`,
    ),
  );
}

/** How far it is, or the moment of it: «step 200 of 1,000». */
function stepsOf({ step, at = null }: Captioned, language: Language): string[] {
  if (step === null) return [];
  const [whole, shown] = [formatStep(step, language), formatStep(at ?? step, language)];
  if (at === null) return [`${STEP[language]} ${whole}`];
  return [language === 'ja' ? `全 ${whole} ステップの ${shown}` : `step ${shown} of ${whole}`];
}

/** One line of at most `width` pixels at 13 px: what does not fit of the differences is counted. */
export function captionOf(run: Captioned, language: Language, width: number): string {
  const preset = findPreset(run.basedOn)?.label[language] ?? run.basedOn;
  const end = [run.seeds ?? `${SEED[language]} ${run.config.seed}`, ...stepsOf(run, language)];
  const all = [...differing(run, language), ...changed(run, language)];
  const line = (told: number): string => {
    const more = all.length - told;
    const left = language === 'ja' ? `ほか ${more} ${MORE.ja}` : `${more} ${MORE.en}`;
    return [preset, ...all.slice(0, told), ...(more > 0 ? [left] : []), ...end].join(' · ');
  };
  for (let told = all.length; told > 0; told--) if (textWidth(line(told)) <= width) return line(told);
  return line(0);
}
