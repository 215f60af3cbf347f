/** The lens that switches parts off: numbers of the whole and of what is left, switches, and the answers of what is left as a table. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Seen } from '../../../store/viewer.ts';
import { useSize } from '../../charts/useSize.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import type { LensProps } from '../lens.ts';
import { Viewed } from '../parts/Viewed.tsx';
import { Cells } from './Cells.tsx';
import { Controls } from './Controls.tsx';
import { Key } from './Key.tsx';
import { Numbers } from './Numbers.tsx';
import { Sketch } from './Sketch.tsx';
import { viewOf } from './view.ts';
import { sentenceOf } from './words.ts';
import './ablation.css';

function Table({ table }: { readonly table: NonNullable<Seen<'ablation'>['answer']['table']> }) {
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const said = t('ablation.table', { size: table.size });
  return (
    <figure className="ablation-table">
      <figcaption>{t('ablation.tableTitle')}</figcaption>
      <div ref={area} className="ablation-square">
        {size !== null && size.width > 0 && <Cells table={table} size={size.width} label={said} />}
      </div>
      <Key />
    </figure>
  );
}

function Shown({ seen, shown }: { readonly seen: Seen<'ablation'>; readonly shown: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { answer, config } = seen;
  const { target } = tasks.get(config.task.id).shape(config.task);
  const score = t(target.kind === 'value' && target.score === 'r2' ? 'ablation.r2' : 'ablation.accuracy');
  return (
    <>
      <div className="ablation-numbers-room">
        <p className="ablation-sentence" aria-live="polite">
          {sentenceOf(seen, t, language)}
        </p>
        <Numbers seen={answer} score={score} />
        {answer.asked !== null && <p className="ablation-note">{t('ablation.some', answer.asked)}</p>}
      </div>
      <Controls seen={answer} shown={shown} />
      {answer.table !== null && <Table table={answer.table} />}
    </>
  );
}

export default function Ablation({ shown }: LensProps) {
  const { t } = useTranslation();
  const { viewer } = viewOf(usePage());
  return (
    <Viewed viewer={viewer} shown={shown} failed={(what) => t('ablation.failed', { what })} sketch={<Sketch />}>
      {(seen) => (
        <div className="ablation-room">
          <div className="ablation">
            <Shown seen={seen} shown={shown} />
          </div>
        </div>
      )}
    </Viewed>
  );
}
