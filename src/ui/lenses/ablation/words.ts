/** The sentence of an answer, in a language. */
import type { TFunction } from 'i18next';
import { formatValue } from '../../../figures/plot/format.ts';
import type { Language } from '../../../engine/text.ts';
import type { Seen } from '../../../store/viewer.ts';
import { saidOf } from './sentence.ts';

export function sentenceOf({ answer, question, step }: Seen<'ablation'>, t: TFunction, language: Language): string {
  const asLoss = (value: number): string => formatValue(value, 'scientific', language);
  const { key, values } = saidOf(answer, question, {
    frequencies: (given) => t('ablation.frequencies', given),
    units: (given) => t('ablation.units', given),
    label: (site) => answer.units.find((one) => one.site === site)?.label[language] ?? site,
    loss: asLoss,
    separator: language === 'ja' ? '、' : ', ',
  });
  return `${t('ablation.at', { step })}${t(key, values)}`;
}
