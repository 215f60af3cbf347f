/** The picture, what the attack adds to it (amplified), and the changed picture. */
import { useTranslation } from 'react-i18next';
import type { VectorShape } from '../../../engine/data/dataset.ts';
import type { AttackSeen } from '../../../engine/looks/adversarial/question.ts';
import { Pixels } from '../examples/Pixels.tsx';
import { changeOf } from './change.ts';

interface Props {
  readonly seen: AttackSeen;
  readonly image: NonNullable<VectorShape['image']>;
  readonly domain: readonly [low: number, high: number];
  /** What it says to the picture, and to the changed one. */
  readonly said: { readonly before: string; readonly after: string };
}

export function Pictures({ seen, image, domain, said }: Props) {
  const { t } = useTranslation();
  const { values, times } = changeOf(seen, domain);
  return (
    <>
      <div className="fool-pictures">
        <figure>
          <Pixels values={seen.centre} {...image} domain={domain} />
          <figcaption>
            <span>{t('fool.original')}</span>
            <b>{said.before}</b>
          </figcaption>
        </figure>
        <figure>
          <Pixels values={values} {...image} domain={[-1, 1]} />
          <figcaption>
            <span>{t('fool.change', { times, largest: seen.largest })}</span>
          </figcaption>
        </figure>
        <figure>
          <Pixels values={seen.moved} {...image} domain={domain} />
          <figcaption>
            <span>{t('fool.moved')}</span>
            <b>{said.after}</b>
          </figcaption>
        </figure>
      </div>
      <p className="fool-note">{t('fool.changeKey')}</p>
    </>
  );
}
