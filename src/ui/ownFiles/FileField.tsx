/** The field that holds the description of a file: where one is opened, what it is found to be, its first lines, and what was wrong with the last one. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { readDescriptor, SAMPLE } from '../../engine/own/descriptor.ts';
import { formatBehind } from '../../engine/own/formats.ts';
import { tasks } from '../../engine/tasks/index.ts';
import { useConfig } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { Found } from './Found.tsx';
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

export default function FileField({ id, value, describedBy }: FileFieldProps) {
  const { t } = useTranslation();
  const text = useText();
  const { ownFiles } = usePage();
  const { here, loaded, reading, refused, preview } = useStore(ownFiles.store);
  const task = useConfig((state) => state.config.task);
  const descriptor = formatBehind(value)?.described(value) ?? null;
  const table = readDescriptor(value);
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
        <span className="file-drop">{t(table === null ? 'ownFiles.dropImages' : 'ownFiles.drop')}</span>
      </div>
      <output className="file-found">{reading === null ? '' : t('ownFiles.reading', { name: reading })}</output>
      {refused !== null && <Refused {...refused} />}
      <p className="file-name" translate="no">
        {descriptor.name}
      </p>
      {loaded && !held && <p className="problem">{t('ownFiles.missing', { name: called === undefined ? descriptor.name : text(called) })}</p>}
      <Found descriptor={value} />
      {rows !== null && table !== null && <Preview descriptor={table} rows={rows} />}
      {rows !== null && table !== null && <ReadAs descriptor={table} rows={rows} onChoose={(choices) => void ownFiles.choose(choices)} />}
      <HeldFiles current={value} />
    </div>
  );
}
