/** A sentence or name in every language the page speaks. The compiler refuses an entry that lacks one. */
export interface Text {
  readonly en: string;
  readonly ja: string;
}

/** Languages, in the order the switch shows them. */
export const LANGUAGES = ['en', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

export function text(en: string, ja: string): Text {
  return { en, ja };
}
