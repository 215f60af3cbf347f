/** A page of neurons: small pictures to choose from. Arrow keys go through all neurons, page by page. */
import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeuronsShown } from '../../../engine/looks/neurons/question.ts';
import { PairImage } from '../pairs/PairImage.tsx';
import type { Ramp } from '../pairs/ramp.ts';
import { PAGE, rowsOf, type Rows } from './view.ts';

interface Props {
  readonly seen: NeuronsShown;
  readonly ramp: Ramp;
  readonly rows: Rows;
  /** So many places farther in the order. */
  readonly onStep: (by: number) => void;
  readonly onChoose: (neuron: number) => void;
}

function Thumbnail({ seen, ramp, rows, place }: Pick<Props, 'seen' | 'ramp' | 'rows'> & { readonly place: number }) {
  const { neuron, levels } = seen.thumbnails[place] as NeuronsShown['thumbnails'][number];
  const order = useMemo(() => rowsOf(seen, neuron, rows), [seen, neuron, rows]);
  return <PairImage levels={levels} ramp={ramp} order={order} />;
}

/** How many pictures stand beside each other. */
const columnsOf = (grid: HTMLElement): number => Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(' ').length);

export function Grid({ seen, ramp, rows, onStep, onChoose }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const grid = useRef<HTMLDivElement>(null);
  const { thumbnails, frequencies, shares, one } = seen;
  // Where an arrow left the page, the neuron that it went to takes the focus.
  useEffect(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLInputElement) || grid.current?.contains(focused) !== true || focused.checked) return;
    grid.current.querySelector<HTMLInputElement>('input:checked')?.focus();
  });
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const columns = columnsOf(event.currentTarget);
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity }[
      event.key
    ];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onStep(by);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its radio buttons have the focus
    <div ref={grid} className="neurons-pictures" role="radiogroup" aria-label={t('neurons.choose')} onKeyDown={press}>
      {thumbnails.map(({ neuron }, place) => {
        const k = frequencies[neuron] as number;
        const share = shares[neuron] as number;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a picture is its place: what stands there changes
          <label key={place} className="neurons-item">
            <input
              type="radio"
              name={name}
              value={neuron}
              checked={neuron === one.neuron}
              aria-label={t(k === 0 ? 'neurons.itemConstant' : 'neurons.item', { neuron, k, share })}
              onChange={() => onChoose(neuron)}
            />
            <Thumbnail seen={seen} ramp={ramp} rows={rows} place={place} />
            <span className="neurons-tag">{t(k === 0 ? 'neurons.tagConstant' : 'neurons.tag', { k, share })}</span>
          </label>
        );
      })}
    </div>
  );
}
