/** Files that were opened before, and those that come with the page as examples. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatBehind } from '../../engine/own/formats.ts';
import { usePage } from '../page.tsx';
import { CloseIcon } from '../parts/icons.tsx';

interface OneProps {
  readonly descriptor: string;
  readonly current: string;
}

function Take({ descriptor, current }: OneProps) {
  const { ownFiles } = usePage();
  return (
    <button type="button" className="chip" aria-pressed={descriptor === current} translate="no" onClick={() => ownFiles.take(descriptor)}>
      {formatBehind(descriptor)?.described(descriptor)?.name ?? ''}
    </button>
  );
}

export function HeldFiles({ current }: { readonly current: string }) {
  const { t } = useTranslation();
  const { ownFiles } = usePage();
  const { here, forgetful } = useStore(ownFiles.store);
  const held = [...here.values()].filter(({ descriptor }) => descriptor !== null && formatBehind(descriptor) !== undefined);
  return (
    <div className="file-held">
      {held.length > 0 && (
        <>
          <span className="file-label">{t('ownFiles.held')}</span>
          <ul>
            {held.map(({ file, name, descriptor }) => (
              <li key={file}>
                <Take descriptor={descriptor ?? ''} current={current} />
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('ownFiles.forget', { name })}
                  title={t('ownFiles.forget', { name })}
                  onClick={() => void ownFiles.forget(file)}
                >
                  <CloseIcon />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <span className="file-label">{t('ownFiles.examples')}</span>
      <ul>
        {(formatBehind(current)?.samples ?? []).map((descriptor) => (
          <li key={descriptor}>
            <Take descriptor={descriptor} current={current} />
          </li>
        ))}
      </ul>
      <p className="help">{t(forgetful ? 'ownFiles.forgetful' : 'ownFiles.stays')}</p>
    </div>
  );
}
