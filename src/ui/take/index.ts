/** What can be taken home, in the order of the buttons. A further exporter is one file and one line here. */
import { answers } from './answers.ts';
import { bibtex } from './bibtex.ts';
import { csv } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { gif } from './gif.ts';
import { json } from './json.ts';
import { mp4 } from './mp4.ts';
import { png } from './png.ts';
import { python } from './python.ts';
import { svg } from './svg.ts';
import { webm } from './webm.ts';

export const EXPORTERS: readonly Exporter[] = [csv, json, svg, png, answers, webm, mp4, gif, python, bibtex];
