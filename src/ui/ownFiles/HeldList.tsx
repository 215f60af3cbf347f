/** Files that were opened before: each can be taken, and forgotten. */
import { useTranslation } from 'react-i18next';
import type { OwnFile } from '../../engine/tasks/task.ts';
import { usePage } from '../page.tsx';
import { CloseIcon } from '../parts/icons.tsx';

interface Held {
  readonly file: OwnFile;
  readonly name: string;
  readonly descriptor: string;
  /** On its button. */
  readonly label: string;
}

export function HeldList({ held, current }: { readonly held: readonly Held[]; readonly current: string }) {
  const { t } = useTranslation();
  const { ownFiles } = usePage();
  return (
    <ul>
      {held.map(({ file, name, descriptor, label }) => (
        <li key={file}>
          <button type="button" className="chip" aria-pressed={descriptor === current} translate="no" onClick={() => ownFiles.take(descriptor)}>
            {label}
          </button>
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
  );
}
