/** Words about files, runs and data, in English. */
import { ownFiles } from './ownFiles.ts';

const runFile = {
  menu: 'Save and open files',
  save: 'Save this run as a file',
  saved: 'Settings, curves and weights as .grokscope: it goes on from here in any browser or on the command line.',
  open: 'Open a run file',
  taken: 'A saved run, the JSON lines of the command line, or weights to start from (.npz, .safetensors); or drop it anywhere on the page.',
  drop: 'Let go to open the file: a saved run, data as CSV, or weights',
  bad: '«{{name}}» was not opened. Nothing else has changed.',
  opened: '«{{name}}» is open: its run is at step {{step, step}}, computed on {{kernels}}.',
  openedPlain: '«{{name}}» is open: its run is at step {{step, step}}.',
  brought: 'Its task is somebody’s own: {{what}}.',
  linkBrought: 'This link brings settings that somebody wrote: {{what}}.',
  elsewhere: 'Those kernels are not to be had here: it goes on with others only once you say so, and its last digits will then be others.',
  curvesAlone: 'There are no weights in it: curves and marks are here, and of its networks only the first can be looked at.',
  failed: 'That file could not be read or written: {{why}}.',
};

const take = {
  menu: 'Take figures and numbers home',
  what: 'Curves as CSV or JSON, charts and lenses as SVG or PNG, a film as WebM, MP4 or GIF, the network for PyTorch, and BibTeX.',
  title: 'Take home',
  close: 'Close',
  behind_one: 'With the run behind it that is shown',
  behind_other: 'With the {{count}} runs behind it that are shown',
  numbers: 'Numbers',
  series: 'Curves',
  others: 'The other {{count}} series ({{names}})',
  all: 'All',
  none: 'None',
  form: 'Table',
  wide: 'A column per curve',
  long: 'A line per number',
  figure: 'Figure',
  subject: 'What of the page',
  table: 'Table of what it shows',
  film: 'Film',
  filmOf:
    'The charts chosen above under «Figure», up to each moment from the first to the latest, as Play shows them; of a lens, all charts. The run trains on meanwhile.',
  seconds: 'Length of the film',
  length: '{{seconds}} s',
  shooting: 'Progress of the film',
  stop: 'Stop',
  network: 'Network',
  reference: 'References',
  make: '{{what}}: {{label}}',
  busy: '{{label}} is on its way.',
  done: '«{{name}}» is among your downloads.',
  failed: 'That could not be made: {{why}}.',
  median: '{{letters}}: median, and the band between the quartiles',
  front: '{{name}} (in front)',
};

export const fileWords = { runFile, take, ...ownFiles };
