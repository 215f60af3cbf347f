/** Up to and including the first full stop or question mark. */
export function firstSentence(words: string): string {
  return /^.+?(?:[.?](?=\s|$)|[。？]|$)/u.exec(words)?.[0] ?? words;
}
