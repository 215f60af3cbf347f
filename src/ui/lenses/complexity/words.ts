/** Sentences of local complexity, in a language. */
import type { TFunction } from 'i18next';
import type { Seen } from '../../../store/viewer.ts';
import { saidOf } from './sentence.ts';

export function sentenceOf({ answer, step }: Seen<'complexity'>, t: TFunction): string {
  const { train, val, layer, share } = saidOf(answer);
  const most = layer === null ? '' : ` ${t('folds.most', { layer: layerName(answer, layer - 1, t), share })}`;
  return `${t('folds.at', { step })}${t('folds.means', { train, val })}${most}`;
}

/** @param layer from 0 on */
export function layerName({ layers, countLogits }: Seen<'complexity'>['answer'], layer: number, t: TFunction): string {
  return countLogits && layer === layers - 1 ? t('folds.outputs') : t('folds.layer', { layer: layer + 1 });
}
