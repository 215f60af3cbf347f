/** Ends the program with one line on stderr and status 2. */
export class UsageError extends Error {}
