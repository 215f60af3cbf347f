/** Why a field does not take what was typed, and what holds meanwhile. */
import { useTranslation } from 'react-i18next';
import { fieldIn } from '../../engine/config/settings.ts';
import type { Draft } from '../../store/config.ts';
import { useConfig } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';

interface Props {
  readonly id: string;
  readonly path: string;
  readonly draft: Draft;
  /** The value that holds until the draft is mended. */
  readonly stands: string;
}

export function Problems({ id, path, draft, stands }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const settings = useConfig((state) => state);
  const nameOf = (field: string): string => {
    const parameter = fieldIn(settings, field)?.parameter;
    return parameter === undefined ? field : text(parameter.label);
  };
  return (
    <p className="problem" id={id} role="alert">
      {draft.problems.map(({ field, expected }) => (
        <span key={field}>
          {`${field === path ? t('form.mustBe', { expected: text(expected) }) : t('form.elsewhere', { field: nameOf(field), expected: text(expected) })} `}
        </span>
      ))}
      <span>{t('form.stands', { value: stands })}</span>
    </p>
  );
}
