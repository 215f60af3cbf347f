/** One of the three points: what it is, what the network says to it, and how to take another. */
import { useTranslation } from 'react-i18next';
import type { Offered } from '../../../store/regions.ts';
import { usePage } from '../../page.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { BackIcon, ForwardIcon, SameIcon, SeedIcon } from '../../parts/icons.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { LETTERS } from './marks.ts';
import { useRegions } from './useRegions.ts';

interface Props {
  readonly slot: 0 | 1 | 2;
  readonly write: (answer: number) => string;
  readonly nameOf: (set: 'train' | 'val', index: number) => string;
}

/** The next example with the class of this one, or this one where it is the only. */
function nextOfClass({ classes, count }: Offered, index: number): number {
  for (let k = 1; k < count; k++) if (classes?.[(index + k) % count] === classes?.[index]) return (index + k) % count;
  return index;
}

export function AnchorRow({ slot, write, nameOf }: Props) {
  const { t } = useTranslation();
  const { regions } = usePage();
  const { set, index } = useRegions((state) => state.anchors[slot]);
  const offered = useRegions((state) => state.offer?.[set] ?? null);
  const seen = useRegions((state) => state.seen?.anchors[slot] ?? null);
  const letter = LETTERS[slot];
  if (offered === null) return null;
  const { count } = offered;
  const go = (next: number): void => regions.anchor(slot, { set, index: (next + count) % count });
  const right = seen !== null && seen.label === seen.answer;
  return (
    <fieldset className="regions-anchor" aria-label={t('regions.point', { letter })}>
      <p>
        <b>{letter}</b>
        <span>{` ${nameOf(set, index)} `}</span>
        {seen !== null && seen.answer !== null && (
          <span className={right ? 'regions-right' : 'regions-wrong'}>{`${right ? '✓' : '✗'} ${t('regions.says', { answer: write(seen.answer) })}`}</span>
        )}
      </p>
      <div className="regions-choose">
        <Segmented
          label={t('regions.set', { letter })}
          value={set}
          choices={(['train', 'val'] as const).map((value) => ({ value, label: t(`regions.${value}`) }))}
          onChange={(value) => regions.anchor(slot, { set: value === 'val' ? 'val' : 'train', index: 0 })}
        />
        <IconButton label={t('regions.previous')} onClick={() => go(index - 1)}>
          <BackIcon />
        </IconButton>
        <IconButton label={t('regions.next')} onClick={() => go(index + 1)}>
          <ForwardIcon />
        </IconButton>
        <IconButton label={t('regions.random')} onClick={() => go(Math.floor(Math.random() * count))}>
          <SeedIcon />
        </IconButton>
        {offered.classes !== null && (
          <IconButton label={t('regions.sameClass')} onClick={() => go(nextOfClass(offered, index))}>
            <SameIcon />
          </IconButton>
        )}
      </div>
    </fieldset>
  );
}
