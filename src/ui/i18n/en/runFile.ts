/** Words about files, runs and data, in English. */
import { ownFiles } from './ownFiles.ts';

const runFile = {
  menu: 'Save and open files',
  save: 'Save this run as a file',
  saved: 'Settings, curves and weights as .grokscope: it goes on from here in any browser or on the command line.',
  open: 'Open a run file',
  taken: 'A saved run; or drop it anywhere on the page.',
  drop: 'Let go to open the file: a saved run, or data as CSV',
  bad: '«{{name}}» was not opened. Nothing else has changed.',
  opened: '«{{name}}» is open: its run is at step {{step, step}}, computed on {{kernels}}.',
  openedPlain: '«{{name}}» is open: its run is at step {{step, step}}.',
  elsewhere: 'Those kernels are not to be had here: where it goes on, its last digits will be others.',
  failed: 'That file could not be read or written: {{why}}.',
};

export const fileWords = { runFile, ...ownFiles };
