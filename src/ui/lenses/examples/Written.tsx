/** A text with the words struck through that the network is not shown, and those underlined that pulled at its answer. */
import { useTranslation } from 'react-i18next';
import type { Part } from '../../../engine/data/texts.ts';
import { pulledOf, strongest, type Pulled } from './pulling.ts';

interface Props {
  readonly parts: readonly Part[];
  /** (arity): see pullOf; null before it is known. */
  readonly pulls?: Float32Array | null;
  /** Writes a class. */
  readonly nameOf: (label: number) => string;
}

/** Words that are spoken. */
const SPOKEN = 3;

/** Towards which class. */
const sideOf = ({ pull }: Pulled): 0 | 1 => (pull > 0 ? 1 : 0);

export function Written({ parts, pulls = null, nameOf }: Props) {
  const { t } = useTranslation();
  const placed = pulledOf(parts, pulls ?? new Float32Array(0)).map((part, at) => ({ ...part, at }));
  const heard = strongest(placed, SPOKEN);
  return (
    <span>
      <span className="written" lang="en">
        {placed.map(({ at, ...part }) => {
          const { text, seen, weight, pull } = part;
          if (!seen) {
            return (
              <s key={at} title={t('examples.unread')}>
                {text}
              </s>
            );
          }
          if (weight === 0) return <span key={at}>{text}</span>;
          const told = t('pulls.word', { word: text, pull: Math.abs(pull), name: nameOf(sideOf(part)) });
          return (
            <span key={at} className={`pull towards-${sideOf(part)}`} data-weight={weight} title={told}>
              {text}
            </span>
          );
        })}
      </span>
      {heard.length > 0 && (
        <span className="hidden">
          {` ${t('pulls.spoken', { words: heard.map((part) => t('pulls.one', { word: part.text, name: nameOf(sideOf(part)) })).join(', ') })}`}
        </span>
      )}
    </span>
  );
}

/** What the lines under words mean. */
export function PullsKey({ nameOf }: Pick<Props, 'nameOf'>) {
  const { t } = useTranslation();
  return (
    <p className="examples-at pulls-key">
      <span className="pull towards-1" data-weight="2" aria-hidden="true">
        {nameOf(1)}
      </span>
      <span className="pull towards-0" data-weight="2" aria-hidden="true">
        {nameOf(0)}
      </span>
      <span>{t('pulls.key', { first: nameOf(0), second: nameOf(1) })}</span>
    </p>
  );
}
