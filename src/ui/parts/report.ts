/** An error in words that whoever looks after the program can use. */

/** Characters that a report may take of one stack. */
const LIMIT = 2000;

/** @param where the components in which it was thrown, one a line. */
export function reportOf(error: unknown, where: string): string {
  const fault = error instanceof Error ? error : null;
  // Some browsers begin a stack with the message, some do not.
  const stack = (fault?.stack ?? '').replace(String(fault), '').trim();
  const parts = [fault === null ? `thrown: ${String(error)}` : String(fault), stack.slice(0, LIMIT), where.trim().slice(0, LIMIT)];
  return [...parts, location.href, navigator.userAgent].filter((part) => part !== '').join('\n\n');
}
