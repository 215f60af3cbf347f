/** A button that opens a file of the reader's. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePage } from '../page.tsx';

interface Props {
  readonly className: string;
  readonly id?: string;
  readonly describedBy?: string;
}

export function OpenFile({ className, id, describedBy }: Props) {
  const { t } = useTranslation();
  const { ownFiles } = usePage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" id={id} className={className} aria-describedby={describedBy} onClick={() => input.current?.click()}>
        {t('ownFiles.open')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.dat,.bin,.npz,.safetensors,text/csv,text/plain,text/tab-separated-values"
        onChange={({ target }) => {
          void ownFiles.open([...(target.files ?? [])]);
          // The same file again is a choice as well.
          target.value = '';
        }}
      />
    </>
  );
}
