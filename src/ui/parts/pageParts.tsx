/** Parts by what they show. Each looks at the stores itself, so that what it holds is not rendered anew. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfig, useFront } from '../hooks.ts';
import { Part } from './Part.tsx';

interface Props {
  readonly name: string;
  readonly children: ReactNode;
}

/** Shows the settings. */
export function SettingsPart({ name, children }: Props) {
  const config = useConfig((state) => state.config);
  return (
    <Part name={name} shows={[config]}>
      {children}
    </Part>
  );
}

/** Shows the run in front. */
export function RunPart({ name, children }: Props) {
  const record = useFront((state) => state.record);
  return (
    <Part name={name} shows={[record]}>
      {children}
    </Part>
  );
}

/** Around the whole page: what its parts do not catch. The stores stand outside, so that a run goes on and another try shows it. */
export function WholePage({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return <Part name={t('part.page')}>{children}</Part>;
}
