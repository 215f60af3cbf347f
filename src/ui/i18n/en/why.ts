/** The words of «Why not yet?», in English. */
export const why = {
  idle: 'Press Run: then this says how the run stands. What is known to matter:',
  done: 'How it stood while it waited can be seen on the timeline: go back to a moment before. At the moment shown:',
  against: 'speaks against it',
  none: 'no hindrance seen',
  open: 'cannot be told',
  try: 'Try: {{what}}',
  openLens: 'Go and {{what}}',
  honest: 'All figures are of this run at the moment shown. One seed tells little: what helps one run may do nothing for the next.',
};
