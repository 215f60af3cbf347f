/** Words about the runs on the bench, in English. */
export const bench = {
  starting: 'starting',
  running: 'running',
  paused: 'paused',
  finished: 'ended',
  left: 'left at step {{step, step}}',
  pause: 'Pause «{{name}}»',
  resume: 'Resume «{{name}}»',
  diverged: 'diverged',
  failed: 'stopped by an error',
  hide: 'Hide «{{name}}» on the charts',
  show: 'Show «{{name}}» on the charts',
  crowded: 'The charts show {{most}} runs at most: {{letters}} made room. The crossed eye beside a run puts it back.',
  label: 'Runs on the charts',
  front: 'In front',
  bring: 'Bring to front',
  dismiss: 'Dismiss the run «{{name}}»',
};
