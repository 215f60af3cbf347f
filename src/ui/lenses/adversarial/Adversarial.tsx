/** The lens of adversarial examples: one example, what an attack makes of it, and how many of a sample are fooled. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Seen } from '../../../store/viewer.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import type { LensProps } from '../lens.ts';
import { Chooser } from './Chooser.tsx';
import { Pictures } from './Pictures.tsx';
import { Radius } from './Radius.tsx';
import { Sample } from './Sample.tsx';
import { Says } from './Says.tsx';
import { Sketch } from './Sketch.tsx';
import { Tokens } from './Tokens.tsx';
import { viewOf } from './view.ts';
import { saying, sentenceOf, writerOf } from './words.ts';
import './adversarial.css';

interface ShownProps {
  readonly seen: Seen<'adversarial'>;
  readonly offer: Seen<'examples'> | null;
  readonly sample: Seen<'attacked'> | null;
}

function Shown({ seen, offer, sample }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { answer, config } = seen;
  const shape = tasks.get(config.task.id).shape(config.task);
  const write = writerOf(config.task, offer?.answer.names, language);
  const said = { before: saying(answer.before, write, language), after: saying(answer.after, write, language) };
  return (
    <>
      <div className="fool-main">
        <p className="fool-sentence" aria-live="polite">
          {sentenceOf(seen, write, t)}
        </p>
        {answer.still && <p className="fool-note">{t('fool.still')}</p>}
        <Radius config={config} space={answer.space} />
        {shape.kind === 'vectors' && shape.image !== null && <Pictures seen={answer} image={shape.image} domain={shape.domain ?? [0, 1]} said={said} />}
        {answer.plane !== null && <Tokens plane={answer.plane} />}
      </div>
      <div className="fool-beside">
        <Says seen={answer} write={write} />
        {offer !== null && <Chooser offer={offer} sample={sample?.answer ?? null} />}
        <Sample sample={sample?.answer ?? null} />
      </div>
    </>
  );
}

export default function Adversarial({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, sample, offer } = viewOf(usePage());
  const { seen, lacks, failed } = useStore(viewer.store);
  const attacked = useStore(sample.store, (state) => state.seen);
  const offered = useStore(offer.store, (state) => state.seen);
  const all = [offer, viewer, sample];
  useEffect(() => {
    for (const one of [offer, viewer, sample]) one.show(shown);
  }, [offer, viewer, sample, shown]);
  useEffect(
    () => () => {
      for (const one of [offer, viewer, sample]) one.close();
    },
    [offer, viewer, sample],
  );
  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  if (failed !== null) {
    return (
      <NotSeen
        words={t('fool.failed', { what: text(failed) })}
        onAgain={() => {
          for (const one of all) one.again();
        }}
      />
    );
  }
  if (seen === null) return <Sketch />;
  return (
    <div className="fool-room">
      <div className="fool">
        <Shown seen={seen} offer={offered} sample={attacked} />
      </div>
    </div>
  );
}
