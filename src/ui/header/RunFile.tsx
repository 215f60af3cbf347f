/** Saves the run in front as a file, and opens one. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFront } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { OpenIcon, SaveIcon } from '../parts/icons.tsx';

/** How long a browser may take to begin a download before its bytes are let go, in milliseconds. */
const HELD_MS = 60_000;

/** Gives bytes to the reader, as a download. */
function download({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HELD_MS);
}

export function SaveRun() {
  const { t } = useTranslation();
  const { runFiles } = usePage();
  const run = useFront((state) => state.run);
  const save = async (): Promise<void> => {
    const made = run === null ? null : await runFiles.save(run);
    if (made !== null) download(made);
  };
  return (
    <IconButton label={t('runFile.save')} disabled={run === null} onClick={() => void save()}>
      <SaveIcon />
    </IconButton>
  );
}

export function OpenRun() {
  const { t } = useTranslation();
  const { runFiles } = usePage();
  const reading = useStore(runFiles.store, (state) => state.busy === 'reading');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={t('runFile.open')} aria-busy={reading} onClick={() => input.current?.click()}>
        <OpenIcon />
      </IconButton>
      <input
        ref={input}
        type="file"
        accept=".grokscope,.zip"
        hidden
        aria-label={t('runFile.open')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) void runFiles.open(file);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
