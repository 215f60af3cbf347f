/** What a paper cites. */
import { bibtexOfRuns } from '../../engine/runfile/citation.ts';
import { text } from '../../engine/text.ts';
import type { Exporter } from './exporter.ts';

export const bibtex: Exporter = {
  id: 'bibtex',
  of: 'reference',
  label: text('BibTeX', 'BibTeX'),
  summary: text(
    'The papers that the preset is after, and the run with the address that makes it again.',
    'プリセットの元になった論文と、この実行（再現できるアドレス付き）。',
  ),
  extension: 'bib',
  type: 'application/x-bibtex',
  make: async ({ runs, year }) => new Blob([bibtexOfRuns(runs.map(({ file, address }) => ({ file, address, year })))], { type: bibtex.type }),
};
