/** The words of the lens of the path over the plane of losses, in English. */
export const path = {
  barrier:
    'Straight from step {{second, step}} to step {{third, step}}, {{side}} goes from {{from, rate}} to {{to, rate}} and rises to {{peak, rate}} on the way: a barrier on this line.',
  noBarrier:
    'Straight from step {{second, step}} to step {{third, step}}, {{side}} goes from {{from, rate}} to {{to, rate}} and never above {{peak, rate}}: no barrier on this line.',
  train: 'training loss',
  val: 'validation loss',
  which: 'Whose loss is drawn',
  initial: 'start',
  memorised: 'memorised {{step, step}}',
  grokked: 'grokked {{step, step}}',
  fitted: 'learned {{step, step}}',
  generalised: 'generalised {{step, step}}',
  range: 'Loss on a log scale: paper {{low}}, ink {{high}} or more; a line every decade, or half of one.',
  mapLabel: 'The {{side}} over the plane through three moments of the run, with its path. Arrow keys go along the path.',
  reading: 'Step {{step, step}}: {{distance, rate}} away from the plane.',
  laying: 'The path is being laid onto the plane.',
  away: 'The path is a shadow on the plane: at step {{step, step}} the run was {{distance, rate}} away from it, the farthest; the second moment and the third are {{apart, rate}} apart.',
  asked: 'Losses of the first {{train, step}} training and {{val, step}} validation examples.',
  measured:
    'A barrier is said where the loss on the line exceeds its higher end by more than a tenth. A curved way around one may exist all the same, and it is of this run alone.',
  filling: 'Filling in: {{share, share}}.',
  working: 'The plane is being worked out, coarse first.',
  wait_memorised: 'Waits for the run to memorise: the plane goes through its beginning, and the moments at which it memorised and grokked.',
  wait_grokked: 'It knows its training data; waits for the run to grok. Then the plane goes through its beginning, this moment and that one.',
  line: 'The three moments lie on one line: there is no plane through them.',
  sketch: 'sketch: valleys of the loss, and the way of the run through them',
  failed: 'The losses could not be worked out: {{what}}.',
};
