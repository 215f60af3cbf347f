/** Some of the examples, and what the network answers to them. */
import type { Looks } from './looks.ts';
import type { Viewer } from './viewer.ts';

/** How many of each set are shown. */
const SHOWN = { train: 12, val: 24 } as const;
/** Milliseconds between two questions to the network: what a reader can follow. */
const EVERY = 500;

export interface ExamplesShown {
  readonly sample: Viewer<'examples'>;
  readonly answers: Viewer<'answers'>;
  show(shown: boolean): void;
  /** Tries once more what failed. */
  again(): void;
  close(): void;
}

export function createExamples(looks: Looks): ExamplesShown {
  const sample = looks.viewer('examples.sample', 'examples', SHOWN, { still: true });
  const answers = looks.viewer('examples.answers', 'answers', SHOWN, { every: EVERY });
  return {
    sample,
    answers,
    show(shown) {
      sample.show(shown);
      answers.show(shown);
    },
    again() {
      sample.again();
      answers.again();
    },
    close() {
      sample.close();
      answers.close();
    },
  };
}
