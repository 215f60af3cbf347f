/** Words about files, runs and data, in English. */
import { ownFiles } from './ownFiles.ts';

const runFile = {
  save: 'Save this run as a file',
  open: 'Open a run file',
  drop: 'Let go to open the file: a saved run, or data as CSV',
  bad: '«{{name}}» was not opened. Nothing else has changed.',
  opened: '«{{name}}» is open: its run is at step {{step, step}}, computed on {{kernels}}.',
  openedPlain: '«{{name}}» is open: its run is at step {{step, step}}.',
  elsewhere: 'Those kernels are not to be had here: where it goes on, its last digits will be others.',
  failed: 'That file could not be read or written: {{why}}.',
};

export const fileWords = { runFile, ...ownFiles };
