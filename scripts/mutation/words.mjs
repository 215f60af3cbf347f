/** A plugin for Stryker: leaves words for people as they are. A label, a line of help or an error's message may say the same in other words. */

/** What an entry or a parameter says of itself to people, and whether the form shows it at once. */
const SAID = new Set(['reference', 'symbol', 'advanced']);

function isWords(path) {
  if (path.isCallExpression()) return path.get('callee').isIdentifier({ name: 'text' });
  if (path.isNewExpression()) return path.get('callee').isIdentifier({ name: 'Error' });
  return path.isObjectProperty({ computed: false }) && SAID.has(path.node.key.name);
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'words', value: { shouldIgnore: (path) => (isWords(path) ? 'words for people' : undefined) } }];
