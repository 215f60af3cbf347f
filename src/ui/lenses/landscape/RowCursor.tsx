/** Chooses a row of the map: by pointer, and by key. */
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Ascending, the first at the bottom. */
  readonly amounts: readonly number[];
  readonly amount: number;
  /** The row that is shown unless another is chosen. */
  readonly ownAmount: number;
  readonly onAmount: (amount: number) => void;
  /** What the rows are called. */
  readonly amountName: string;
  readonly name: (amount: number) => string;
  readonly rowHeight: number;
  readonly style: CSSProperties;
}

export function RowCursor({ amounts, amount, ownAmount, onAmount, amountName, name, rowHeight, style }: Props) {
  const { t } = useTranslation();
  const row = amounts.indexOf(amount);
  const last = amounts.length - 1;
  const choose = (at: number): void => onAmount(amounts[Math.min(last, Math.max(0, at))] ?? ownAmount);
  const onMove = (event: PointerEvent<HTMLElement>): void =>
    choose(Math.floor((event.currentTarget.getBoundingClientRect().bottom - event.clientY) / rowHeight));
  const onKey = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowUp: row + 1, ArrowRight: row + 1, ArrowDown: row - 1, ArrowLeft: row - 1, Home: 0, End: last };
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    choose(moves[event.key] as number);
  };
  return (
    <div
      className="chart-slider"
      // A range input has keys and steps of its own.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="slider"
      tabIndex={0}
      aria-label={t('landscape.mapSlider', { amount: amountName })}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={amounts.length}
      aria-valuenow={row + 1}
      aria-valuetext={name(amount)}
      style={style}
      onPointerDown={onMove}
      onPointerMove={(event) => event.pointerType === 'mouse' && onMove(event)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && onAmount(ownAmount)}
      onKeyDown={onKey}
    />
  );
}
