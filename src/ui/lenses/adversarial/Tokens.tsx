/** Where an attack moves the embeddings of a question's tokens, as a picture and in words. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { TokenPlane } from '../../../engine/looks/adversarial/question.ts';
import { letters } from '../../../engine/models/plain/pass.ts';
import { useSize } from '../../charts/useSize.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { Plane } from './Plane.tsx';
import { viewOf } from './view.ts';

export function Tokens({ plane }: { readonly plane: TokenPlane }) {
  const { t } = useTranslation();
  const { asked } = viewOf(usePage());
  const wanted = useStore(asked, (state) => state.plane);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const names = letters(plane.moved.length);
  const said = plane.moved.map(({ token, nearest }, i) => {
    const operand = names[i] as string;
    return nearest === token ? t('fool.tokenHeld', { operand, token }) : t('fool.tokenMoved', { operand, token, nearest });
  });
  const choices = [
    { value: 'circle', label: t('fool.circle', { k: plane.frequency ?? '' }) },
    { value: 'principal', label: t('fool.principal') },
  ];
  // Where a circle was asked for and is not there, there is none.
  const canChoose = !(wanted === 'circle' && plane.kind === 'principal');
  return (
    <figure className="fool-tokens">
      {canChoose && (
        <Segmented
          label={t('fool.planeOf')}
          value={wanted}
          choices={plane.frequency === null ? [{ value: 'circle', label: t('fool.strongest') }, ...choices.slice(1)] : choices}
          onChange={(value) => asked.setState({ plane: value as TokenPlane['kind'] })}
        />
      )}
      <div ref={area} className="fool-square">
        {size !== null && size.width > 0 && <Plane plane={plane} size={size.width} label={t('fool.planeLabel', { said: said.join(' ') })} />}
      </div>
      <figcaption>
        {said.map((line, i) => (
          <span key={names[i]}>{line}</span>
        ))}
        <span className="fool-small">{t('fool.planeNote')}</span>
      </figcaption>
    </figure>
  );
}
