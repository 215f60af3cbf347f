/** Memory that is asked for and refused. */
import { Spoken } from '../spoken.ts';
import { text, type Text } from '../text.ts';

const megabytes = (bytes: number): string => String(Math.ceil(bytes / 1e6));

/** Thrown where an allocation fails. What was made so far is still there: whoever made it puts it away. */
export class OutOfMemory extends Spoken {
  override readonly name = 'OutOfMemory';
}

/** Whether an error says, in an engine's own words, that there is no more memory. */
export function isOutOfMemory(error: unknown): boolean {
  if (error instanceof OutOfMemory) return true;
  if (!(error instanceof Error)) return false;
  return (
    /\bOOM\b|out of memory|allocation failed|could not allocate/i.test(error.message) ||
    (error instanceof RangeError && /array (buffer )?length/i.test(error.message))
  );
}

export const noRoomFor = (bytes: number): Text =>
  text(`no memory is left for ${megabytes(bytes)} MB more`, `あと ${megabytes(bytes)} MB のメモリーを確保できません`);
