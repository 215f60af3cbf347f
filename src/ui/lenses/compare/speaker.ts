/** How the table of runs speaks, on the page and on paper. */
import type { TFunction } from 'i18next';
import type { Language } from '../../../engine/text.ts';
import type { Speaker } from './settings.ts';

export const speakerOf = (t: TFunction, language: Language): Speaker => ({
  say: (key, values) => t(key, { ...values }),
  text: (text) => text[language],
  language,
  group: (id) => t(`form.${id}`),
  onOff: { on: t('form.on'), off: t('form.off') },
});
