/** What the browser remembers between visits. A browser may refuse (privacy mode, full quota): then the page just forgets. */
const KEY = 'grokscope';

/** The remembered object, or an empty one. Its fields are as old and as wrong as they please: check each. */
export function recall(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function remember(values: Readonly<Record<string, unknown>>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    // Nothing to do: the setting holds until the page is closed.
  }
}
