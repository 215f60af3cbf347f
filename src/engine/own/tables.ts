/** Tables of text: rows of numbers or of words, or an operation. */
import { readDescriptor } from './descriptor.ts';
import type { FileFormat } from './format.ts';
import type { Choices } from './layout.ts';
import { MOST_BYTES } from './limits.ts';
import { sampleFile, SAMPLES } from './samples.ts';
import { survey } from './survey.ts';

function choicesOf(descriptor: string): Choices {
  const read = readDescriptor(descriptor);
  if (read === null) return {};
  const { kind, header, answer, value } = read;
  return kind === 'table' ? { kind, header } : { kind, header, answer, value };
}

export const tables: FileFormat = {
  task: 'own',
  mostBytes: MOST_BYTES,
  rows: true,
  samples: SAMPLES.map(({ descriptor }) => descriptor),
  sample(descriptor) {
    const written = sampleFile(descriptor);
    return written === null ? null : new TextEncoder().encode(written);
  },
  // Whatever nothing else takes.
  isCalled: () => true,
  isLike: () => true,
  described: readDescriptor,
  choices: choicesOf,
  survey,
  sizes: () => [],
};
