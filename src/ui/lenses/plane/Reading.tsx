/** The pair that is looked at, in words: its question, the answer that the network gives, and whether it was ever told. */
import { useTranslation } from 'react-i18next';
import type { PlaneShown } from '../../../engine/looks/plane/question.ts';
import { questionOf } from './view.ts';
import type { PlaneWords } from './words.ts';

interface Props {
  readonly seen: PlaneShown;
  readonly pair: readonly [number, number];
  readonly words: PlaneWords;
}

export function Reading({ seen, pair, words }: Props) {
  const { t } = useTranslation();
  const question = questionOf(seen, pair);
  const asked = words.ask(pair);
  if (question < 0) return <p className="plane-reading">{t('knows.notAsked', { question: asked })}</p>;
  const [said, right] = [seen.said[question] as number, seen.right[question] as number];
  const isRight = said === right;
  const isTold = question < seen.told;
  return (
    <p className="plane-reading">
      <span translate="no">{`${asked} = `}</span>
      <b className={isRight ? undefined : 'plane-wrong'} translate="no">
        {words.write(said)}
      </b>
      <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
      <span className={isRight ? 'hidden' : undefined}>{isRight ? t('knows.right') : t('knows.rightIs', { right: words.write(right) })}</span>
      <span className={isTold ? 'plane-told' : 'plane-new'}>{t(isTold ? 'knows.isTold' : 'knows.isNew')}</span>
    </p>
  );
}
