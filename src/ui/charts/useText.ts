/** Reads `Text` constants in the language of the page. */
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, type Text } from '../../engine/text.ts';

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return LANGUAGES.find((language) => i18n.language?.startsWith(language)) ?? 'en';
}

export function useText(): (text: Text) => string {
  const language = useLanguage();
  return (text) => text[language];
}
