/** English words of the keyboard help. */
export const help = {
  title: 'Keyboard',
  intro: 'Grokking is understanding that comes late: a network first learns its training examples by heart and, long after, suddenly answers the others too.',
  space: 'Run and pause',
  dot: 'One step',
  reset: 'Back to step 0 with the same seed',
  newSeed: 'New seed',
  axis: 'Log or linear step axis',
  help: 'This list',
  spaceKey: 'Space',
  momentsKey: '← →',
  moments: 'in the timeline: one kept moment back or on; with Shift a tenth of the way, or ten times as far; Home and End: the first and the latest',
  escape: 'back to the latest step',
  shortcuts: 'These keys work on the page',
  fields: 'In a number field, ↑ and ↓ go to the next stop, Enter takes the value, Esc gives it up.',
  close: 'Close',
  licenses: 'Licences of what this page is built from',
};
