/** Runs as BibTeX: the papers that their presets are after, each once, and the runs themselves, with what opens them again. */
import { kernelsName } from '../backend/choice.ts';
import { saidBy } from '../config/acts.ts';
import { shownIn } from '../config/valueWords.ts';
import { bibtexOf, namedIn } from '../presets/bibliography.ts';
import { findPreset } from '../presets/index.ts';
import type { RunFile } from './runfile.ts';
import { linkOf } from './write.ts';

export interface Cited {
  readonly file: RunFile;
  /** Of a page that opens the run again; its link alone where it comes from no page. */
  readonly address: string | null;
  readonly year: number;
}

/** What means something else to TeX. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash ',
  '~': '\\textasciitilde ',
  '^': '\\textasciicircum ',
  '{': '(',
  '}': ')',
};

/** Words as TeX sets them. BibTeX counts braces whatever stands before them: there are none. */
const tex = (words: string): string => words.replaceAll(/\s+/g, ' ').replaceAll(/[\\~^{}]|[#$%&_]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`);

/** An address, whose braces would not be counted as its own. */
const url = (address: string): string => `\\url{${address.replaceAll(/[{}\\\s]/g, (sign) => encodeURIComponent(sign))}}`;

/** Of a fork where it left its parent, and what was changed there: its title is not its parent's. */
function forkIn({ parent, marks, config }: RunFile): string {
  if (parent === undefined) return '';
  const patches = marks.flatMap((mark) => (mark.kind === 'changed' && mark.step === parent.step ? [mark.patch] : []));
  const changes = patches.flatMap((patch) => saidBy(config, patch).map(({ parameter, value }) => `${parameter.label.en} ${shownIn(parameter, value, 'en')}`));
  return `, forked at step ${parent.step}${changes.length === 0 ? '' : ` with ${changes.join(', ')}`}`;
}

function entryOf({ file, address, year }: Cited, key: string): string {
  const preset = findPreset(file.preset);
  const papers = preset === undefined ? [] : namedIn(preset.reference);
  const last = file.made.at(-1);
  const note = [
    ...(papers.length === 0 ? [] : [`After ${papers.join(' and ')}`]),
    `seed ${file.config.seed}`,
    `step ${file.step}`,
    ...(last === undefined ? [] : [`computed on ${kernelsName(last)}`]),
  ];
  return [
    `@misc{${key},`,
    `  title = {{Grokscope} run: ${tex(preset?.label.en ?? file.preset)}, seed ${file.config.seed}${tex(forkIn(file))}},`,
    '  author = {{Grokscope}},',
    `  year = {${year}},`,
    `  howpublished = {${address === null ? `Grokscope, link ${url(linkOf(file))}` : url(address)}},`,
    `  note = {${tex(note.join(', '))}}`,
    '}',
  ].join('\n');
}

/** Keys are told apart: a second run of the same preset and seed has a number after it. */
function keysOf(runs: readonly Cited[]): string[] {
  const taken = new Map<string, number>();
  return runs.map(({ file }) => {
    const key = `grokscope_${file.preset.replaceAll(/[^A-Za-z0-9]+/g, '_')}_seed${file.config.seed}`;
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count === 1 ? key : `${key}_${count}`;
  });
}

export function bibtexOfRuns(runs: readonly Cited[]): string {
  const keys = keysOf(runs);
  const references = runs.map(({ file }) => findPreset(file.preset)?.reference ?? '');
  const papers = bibtexOf(references.join('; '));
  return `${[...(papers === '' ? [] : [papers]), ...runs.map((run, i) => entryOf(run, keys[i] as string))].join('\n\n')}\n`;
}
