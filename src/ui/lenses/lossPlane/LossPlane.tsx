/** The lens of the path: losses over the plane through three moments, and the way of the run over it. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LossPlaneShown } from '../../../engine/looks/lossPlane/question.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import type { LensProps } from '../lens.ts';
import { Picture } from './Picture.tsx';
import { Sketch } from './Sketch.tsx';
import { viewOf, type Plane } from './view.ts';
import { barrierWords, distanceWords, namesOf } from './words.ts';
import './lossPlane.css';

function Shown({ seen, plane }: { readonly seen: LossPlaneShown; readonly plane: Plane }) {
  const { t } = useTranslation();
  const { path, chosen, viewer } = viewOf(usePage());
  const state = useStore(path);
  const { side } = useStore(chosen);
  const share = useStore(viewer.store, (now) => now.share);
  const names = namesOf(plane, t);
  return (
    <>
      <div className="path-main">
        <p className="path-sentence">{barrierWords(seen, plane, t).join(' ')}</p>
        <Segmented
          label={t('path.which')}
          value={side}
          choices={(['val', 'train'] as const).map((value) => ({ value, label: t(`path.${value}`) }))}
          onChange={(value) => chosen.setState({ side: value === 'val' ? 'val' : 'train' })}
        />
        <Picture seen={seen} names={names} />
      </div>
      <div className="path-beside">
        <p className="path-note">{distanceWords(state, t)}</p>
        <p className="path-note">{t('path.asked', seen.asked)}</p>
        <p className="path-note">{t('path.measured')}</p>
        <output className="path-note">{share === null ? '' : t('path.filling', { share })}</output>
      </div>
    </>
  );
}

export default function LossPlane({ run, shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, path, update } = viewOf(usePage());
  const { missing, plane } = useStore(path);
  const { seen, failed } = useStore(viewer.store);
  const isReady = plane !== null && plane.plane !== null;
  useEffect(() => {
    if (!shown) return undefined;
    update(run);
    return run?.store.subscribe(() => update(run));
  }, [run, shown, update]);
  useEffect(() => viewer.show(shown && isReady), [viewer, shown, isReady]);
  useEffect(() => () => viewer.close(), [viewer]);
  if (failed !== null) return <NotSeen words={t('path.failed', { what: text(failed) })} onAgain={viewer.again} />;
  if (plane !== null && plane.plane === null) return <p className="lens-note">{t('path.line')}</p>;
  // Of another plane, or of none.
  const isIts = seen !== null && plane !== null && seen.subject === plane.run;
  if (!isIts) return <Sketch missing={missing} />;
  if ('problem' in seen.answer) return <Sketch missing={missing} />;
  return (
    <div className="path-room">
      <div className="path">
        <Shown seen={seen.answer} plane={plane} />
      </div>
    </div>
  );
}
