/** What a file is found to be, and how much of it trains. */
import { useTranslation } from 'react-i18next';
import { readCifar } from '../../engine/own/cifar/descriptor.ts';
import { readDescriptor } from '../../engine/own/descriptor.ts';
import { tasks } from '../../engine/tasks/index.ts';
import { useConfig } from '../hooks.ts';

export function Found({ descriptor }: { readonly descriptor: string }) {
  const { t } = useTranslation();
  const task = useConfig((state) => state.config.task);
  const sides = tasks.get(task.id).sizes(task);
  const [table, images] = [readDescriptor(descriptor), readCifar(descriptor)];
  const partsOf = (): string[] => {
    if (images !== null) return [t('ownFiles.images', { count: images.count }), t('ownFiles.classes', { count: 10 }), t('ownFiles.imageSides', { ...sides })];
    if (table === null) return [];
    const { kind, arity, words, outputs, value, count } = table;
    return [
      t('ownFiles.rows', { count }),
      t(`ownFiles.${kind}`, { count: kind === 'table' ? words : arity }),
      ...(kind === 'tokens' ? [t('ownFiles.words', { count: words })] : []),
      value ? t('ownFiles.value') : t('ownFiles.classes', { count: outputs }),
      t('ownFiles.sides', { ...sides }),
    ];
  };
  return <p className="file-found">{partsOf().join(' · ')}</p>;
}
