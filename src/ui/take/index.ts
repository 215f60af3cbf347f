/** What can be taken home, in the order of the buttons. A further exporter is one file and one line here. */
import { bibtex } from './bibtex.ts';
import { csv } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { json } from './json.ts';
import { png } from './png.ts';
import { python } from './python.ts';
import { svg } from './svg.ts';

export const EXPORTERS: readonly Exporter[] = [csv, json, svg, png, python, bibtex];
