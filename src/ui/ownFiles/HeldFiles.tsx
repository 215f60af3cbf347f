/** Files that were opened before, and those that come with the page as examples. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatBehind } from '../../engine/own/formats.ts';
import { usePage } from '../page.tsx';
import { HeldList } from './HeldList.tsx';

const nameIn = (descriptor: string): string => formatBehind(descriptor)?.described(descriptor)?.name ?? '';

export function HeldFiles({ current }: { readonly current: string }) {
  const { t } = useTranslation();
  const { ownFiles } = usePage();
  const { here, forgetful } = useStore(ownFiles.store);
  const held = [...here.values()].flatMap(({ file, name, descriptor }) =>
    descriptor === null || formatBehind(descriptor) === undefined ? [] : [{ file, name, descriptor, label: nameIn(descriptor) }],
  );
  return (
    <div className="file-held">
      {held.length > 0 && (
        <>
          <span className="file-label">{t('ownFiles.held')}</span>
          <HeldList held={held} current={current} />
        </>
      )}
      <span className="file-label">{t('ownFiles.examples')}</span>
      <ul>
        {(formatBehind(current)?.samples ?? []).map((descriptor) => (
          <li key={descriptor}>
            <button type="button" className="chip" aria-pressed={descriptor === current} translate="no" onClick={() => ownFiles.take(descriptor)}>
              {nameIn(descriptor)}
            </button>
          </li>
        ))}
      </ul>
      <p className="help">{t(forgetful ? 'ownFiles.forgetful' : 'ownFiles.stays')}</p>
    </div>
  );
}
