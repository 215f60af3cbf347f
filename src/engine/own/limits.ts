/** How large a table may be: what training in a page can do something with. */

/** Bytes of a file. */
export const MOST_BYTES = 32 * 2 ** 20;
/** Examples. */
export const MOST_ROWS = 100_000;
/** Columns of a file. */
export const MOST_COLUMNS = 1000;
/** Different words in all input columns, or elements of an operation's table. */
export const MOST_WORDS = 1000;
/** Columns of words: each is a position of a sequence. */
export const MOST_POSITIONS = 64;
export const MOST_CLASSES = 1000;
/** Letters of a word. */
export const MOST_LETTERS = 100;
/** Largest number: squares of larger ones leave no room for a sum. */
export const MOST_VALUE = 1e100;
