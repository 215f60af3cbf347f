/** The field that holds the description of a file: where one is opened, what it is found to be, its first lines, and what was wrong with the last one. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { readDescriptor, SAMPLE, type Descriptor } from '../../engine/own/descriptor.ts';
import { tasks } from '../../engine/tasks/index.ts';
import { useConfig } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { HeldFiles } from './HeldFiles.tsx';
import { OpenFile } from './OpenFile.tsx';
import { Preview } from './Preview.tsx';
import { ReadAs } from './ReadAs.tsx';
import { Refused } from './Refused.tsx';
import './files.css';

export interface FileFieldProps {
  readonly id: string;
  /** The description in force. */
  readonly value: string;
  readonly describedBy: string;
}

/** What the file is found to be, and how much of it trains. */
function Found({ descriptor }: { readonly descriptor: Descriptor }) {
  const { t } = useTranslation();
  const { kind, arity, words, outputs, value, count } = descriptor;
  const task = useConfig((state) => state.config.task);
  const { train, val } = tasks.get(task.id).sizes(task);
  const parts = [
    t('ownFiles.rows', { count }),
    t(`ownFiles.${kind}`, { count: kind === 'table' ? words : arity }),
    ...(kind === 'tokens' ? [t('ownFiles.words', { count: words })] : []),
    value ? t('ownFiles.value') : t('ownFiles.classes', { count: outputs }),
    t('ownFiles.sides', { train, val }),
  ];
  return <p className="file-found">{parts.join(' · ')}</p>;
}

export default function FileField({ id, value, describedBy }: FileFieldProps) {
  const { t } = useTranslation();
  const text = useText();
  const { ownFiles } = usePage();
  const { here, loaded, reading, refused, preview } = useStore(ownFiles.store);
  const task = useConfig((state) => state.config.task);
  const descriptor = readDescriptor(value);
  const held = descriptor !== null && (descriptor.hash === SAMPLE || here.has(`own:${descriptor.hash}`));
  useEffect(() => {
    if (held) void ownFiles.look(value);
  }, [ownFiles, value, held]);
  if (descriptor === null) return null;
  const rows = preview !== null && preview.descriptor === value && held ? preview.rows : null;
  const called = tasks.get(task.id).called?.(task, `own:${descriptor.hash}`);
  return (
    <div className="file">
      <div className="file-zone">
        <OpenFile id={id} className="file-open" describedBy={describedBy} />
        <span className="file-drop">{t('ownFiles.drop')}</span>
      </div>
      <output className="file-found">{reading === null ? '' : t('ownFiles.reading', { name: reading })}</output>
      {refused !== null && <Refused {...refused} />}
      <p className="file-name" translate="no">
        {descriptor.name}
      </p>
      {loaded && !held && <p className="problem">{t('ownFiles.missing', { name: called === undefined ? descriptor.name : text(called) })}</p>}
      <Found descriptor={descriptor} />
      {rows !== null && <Preview descriptor={descriptor} rows={rows} />}
      {rows !== null && <ReadAs descriptor={descriptor} rows={rows} onChoose={(choices) => void ownFiles.choose(choices)} />}
      <HeldFiles current={value} />
    </div>
  );
}
