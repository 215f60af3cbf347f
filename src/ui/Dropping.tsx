/** A file that is dropped onto the page: a saved run, or data of the reader's. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePage } from './page.tsx';
import './dropping.css';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

const isRun = ({ name }: File): boolean => /\.(?:grokscope|zip|jsonl|ndjson)$/i.test(name);

export function Dropping() {
  const { t } = useTranslation();
  const { runFiles, ownFiles } = usePage();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hover = (event: DragEvent): void => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Between two parts of the page there is another one that it goes to.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      const all = [...(event.dataTransfer?.files ?? [])];
      const [file] = all;
      if (file !== undefined) void (isRun(file) ? runFiles.open(file) : ownFiles.open(all));
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [runFiles, ownFiles]);
  return over && <div className="dropping">{t('runFile.drop')}</div>;
}
