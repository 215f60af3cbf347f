/** Why a kept run was not brought back, or not deleted, in words; null where there is nothing to say. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useLanguage } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { entryName } from './entryName.ts';

export function useUnopened(): string | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const { unopened, entries } = useStore(usePage().library.store);
  if (unopened === null) return null;
  const entry = entries?.find(({ id }) => id === unopened.id);
  const { title, detail } = entry === undefined ? { title: unopened.id, detail: '' } : entryName(entry, language);
  return t(`library.${unopened.why}`, { name: detail === '' ? title : `${title} · ${detail}` });
}
