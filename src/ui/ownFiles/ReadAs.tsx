/** How a file is read: found out, and the reader's to change. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Descriptor } from '../../engine/own/descriptor.ts';
import type { Choices } from '../../engine/own/layout.ts';
import type { Preview } from '../../engine/own/survey.ts';
import { Segmented } from '../parts/Segmented.tsx';

interface Props {
  readonly descriptor: Descriptor;
  readonly rows: Preview;
  readonly onChoose: (choices: Choices) => void;
}

export function ReadAs({ descriptor, rows: { rows, columns }, onChoose }: Props) {
  const { t } = useTranslation();
  const [answerId, headerId] = [useId(), useId()];
  const { kind, header, answer, value } = descriptor;
  const isTable = kind === 'table';
  const kinds = [
    { value: 'numbers', label: t('ownFiles.asNumbers') },
    { value: 'tokens', label: t('ownFiles.asTokens') },
    { value: 'table', label: t('ownFiles.asTable') },
  ] as const;
  const answers = [
    { value: 'class', label: t('ownFiles.asClass') },
    { value: 'value', label: t('ownFiles.asValue') },
  ] as const;
  const nameOf = (column: number): string => {
    const name = header ? (rows[0]?.[column] ?? '').trim() : '';
    return name === '' ? t('ownFiles.column', { column: column + 1 }) : `${column + 1}: ${name}`;
  };
  // What was said before stays said, but for what another kind has otherwise.
  const said = isTable ? {} : { header, answer };
  return (
    <div className="file-read">
      <span className="file-label">{t('ownFiles.readAs')}</span>
      <Segmented
        label={t('ownFiles.readAs')}
        value={kind}
        choices={kinds}
        onChange={(next) => onChoose(next === 'table' ? { kind: next } : { ...said, kind: next as Descriptor['kind'] })}
      />
      {!isTable && (
        <>
          <label className="file-label" htmlFor={answerId}>
            {t('ownFiles.answer')}
          </label>
          <select id={answerId} className="select" value={answer} onChange={({ target }) => onChoose({ kind, header, answer: Number(target.value) })}>
            {Array.from({ length: columns }, (_, column) => (
              <option key={column} value={column}>
                {nameOf(column)}
              </option>
            ))}
          </select>
        </>
      )}
      {kind === 'numbers' && (
        <>
          <span className="file-label">{t('ownFiles.answerIs')}</span>
          <Segmented
            label={t('ownFiles.answerIs')}
            value={value ? 'value' : 'class'}
            choices={answers}
            onChange={(next) => onChoose({ kind, header, answer, value: next === 'value' })}
          />
        </>
      )}
      <label className="file-header" htmlFor={headerId}>
        <input
          id={headerId}
          type="checkbox"
          className="switch"
          checked={header}
          onChange={({ target }) => onChoose(isTable ? { kind, header: target.checked } : { kind, answer, value, header: target.checked })}
        />
        <span>{t(isTable ? 'ownFiles.labels' : 'ownFiles.header')}</span>
      </label>
    </div>
  );
}
