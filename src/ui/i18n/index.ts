/** i18next with both catalogues inside, and the figures' formatters. `<html lang>` follows the language. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../engine/text.ts';
import type { StoreApi } from 'zustand';
import type { Preferences } from '../../store/preferences.ts';
import { linkedLanguage } from '../../store/url.ts';
import { formatStep, formatValue } from '../../figures/plot/format.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { formatShare } from './share.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const isLanguage = (value: string): value is Language => (LANGUAGES as readonly string[]).includes(value);

/** What the reader chose; else what the link asks for; else what the browser prefers. */
export function firstLanguage(preferences: StoreApi<Preferences>): Language {
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return preferences.getState().language ?? linkedLanguage() ?? preferred ?? 'en';
}

/** Spans of time, each up to the seconds from which on the next one says more. */
const UNITS = [
  { unit: 'millisecond', seconds: 0.001, below: 1 },
  { unit: 'second', seconds: 1, below: 60 },
  { unit: 'minute', seconds: 60, below: 2 * 3600 },
  { unit: 'hour', seconds: 3600, below: 48 * 3600 },
  { unit: 'day', seconds: 24 * 3600, below: Number.POSITIVE_INFINITY },
] as const;

/** With two figures; days are written out, since their sign is one letter. */
function formatSpan(value: number, language: Language): string {
  const { unit, seconds } = UNITS.find(({ below }) => value < below) ?? UNITS[4];
  const unitDisplay = unit === 'day' ? 'long' : 'short';
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumSignificantDigits: 2 }).format(value / seconds);
}

const formatters: Readonly<Record<string, (value: number, language: Language) => string>> = {
  step: formatStep,
  share: formatShare,
  norm: (value, language) => new Intl.NumberFormat(language, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(value),
  span: formatSpan,
  memory: (bytes, language) => new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumSignificantDigits: 2 }).format(bytes / 1e6),
  rate: (value, language) => formatValue(value, 'plain', language),
  times: (value, language) => formatValue(value < 10 ? Number(value.toFixed(1)) : Math.round(value), 'plain', language),
};

const i18n: typeof i18next = i18next.createInstance();

/** Synchronous: the words are in the bundle. */
export function startI18n(language: Language): void {
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES,
    resources: { en: { translation: en }, ja: { translation: ja } },
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  for (const [name, format] of Object.entries(formatters))
    i18n.services.formatter?.add(name, (value: number, lng) => format(value, lng === 'ja' ? 'ja' : 'en'));
  const show = (lng: string): void => {
    document.documentElement.lang = lng;
  };
  show(language);
  i18n.on('languageChanged', show);
}

/** The language that was chosen last. */
export const spoken = (): Language => (i18n.language === 'ja' ? 'ja' : 'en');

/** Calls when the language changes; returns how to stop it. */
export function onSpoken(changed: () => void): () => void {
  i18n.on('languageChanged', changed);
  return () => i18n.off('languageChanged', changed);
}

/** The same catalogues, speaking one language for ever. */
export const voiceOf = (language: Language): typeof i18next => i18n.cloneInstance({ lng: language, initAsync: false });

export function speak(language: Language): void {
  void i18n.changeLanguage(language);
}
