/** The words of registry entries, which bring every language themselves. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, Text } from '../../engine/text.ts';

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'ja' ? 'ja' : 'en';
}

export function useText(): (text: Text) => string {
  const language = useLanguage();
  return useCallback((text: Text) => text[language], [language]);
}
