/** What can be taken from here as a file, and brought here as one: one button, and a list that says what each is for. */
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isWeights } from '../../engine/weights/descriptor.ts';
import { useFront } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { SaveIcon } from '../parts/icons.tsx';
import { download } from '../parts/download.ts';

interface ItemProps {
  readonly name: string;
  readonly what: string;
  readonly disabled?: boolean;
  readonly onSelect: () => unknown;
}

function Item({ name, what, disabled = false, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu-item" textValue={name} disabled={disabled} onSelect={onSelect}>
      <span>
        <span>{`${name} `}</span>
        <span className="menu-line">{what}</span>
      </span>
    </DropdownMenu.Item>
  );
}

export function FileMenu({ onTake }: { readonly onTake: () => void }) {
  const { t } = useTranslation();
  const { runFiles, ownFiles } = usePage();
  const run = useFront((state) => state.run);
  const busy = useStore(runFiles.store, (state) => state.busy);
  const input = useRef<HTMLInputElement>(null);
  /** Whether something is to open once the menu is closed. */
  const taking = useRef(false);
  const save = async (): Promise<void> => {
    const made = run === null ? null : await runFiles.save(run);
    if (made !== null) download(made);
  };
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <IconButton label={t('runFile.menu')} aria-busy={busy !== null}>
            <SaveIcon />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content
          className="menu"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={() => {
            // Right behind this the button has the focus: what opens then gives it back to the button.
            if (taking.current) setTimeout(onTake);
            taking.current = false;
          }}
        >
          <Item name={t('runFile.save')} what={t('runFile.saved')} disabled={run === null} onSelect={() => void save()} />
          <Item name={t('take.menu')} what={t('take.what')} disabled={run === null} onSelect={() => (taking.current = true)} />
          <Item name={t('runFile.open')} what={t('runFile.taken')} onSelect={() => input.current?.click()} />
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <input
        ref={input}
        type="file"
        accept=".grokscope,.zip,.jsonl,.ndjson,.npz,.safetensors"
        hidden
        aria-label={t('runFile.open')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) void (isWeights(file.name) ? ownFiles.open([file]) : runFiles.open(file));
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
