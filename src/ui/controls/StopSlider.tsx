/** A slider that stops where it makes sense, and stands, and says, where its value is, also between stops. */
import { Slider } from 'radix-ui';
import { useRef, useState, type KeyboardEvent } from 'react';
import { farStop, nextStop, placeOf } from './slider.ts';

interface Props {
  readonly name: string;
  readonly stops: readonly number[];
  readonly scale: 'linear' | 'log';
  readonly value: number;
  /** Where it is while it is dragged; null once it is let go. */
  readonly onDrag: (value: number | null) => void;
  readonly onSet: (value: number) => void;
}

/** Stops that PageUp and PageDown pass. */
const FAR = 5;

export function StopSlider({ name, stops, scale, value, onDrag, onSet }: Props) {
  const [dragged, setDragged] = useState<number | null>(null);
  // Radix tells of a key's change as it tells of a drag's; only a pointer drags.
  const held = useRef(false);
  const shown = dragged ?? value;
  const drag = (to: number | null): void => {
    setDragged(to);
    onDrag(to);
  };
  const letGo = (): void => {
    held.current = false;
    drag(null);
  };

  const press = (event: KeyboardEvent): void => {
    const to: Readonly<Record<string, () => number | undefined>> = {
      ArrowUp: () => nextStop(stops, value, 1),
      ArrowRight: () => nextStop(stops, value, 1),
      ArrowDown: () => nextStop(stops, value, -1),
      ArrowLeft: () => nextStop(stops, value, -1),
      PageUp: () => farStop(stops, value, FAR),
      PageDown: () => farStop(stops, value, -FAR),
      Home: () => stops[0],
      End: () => stops.at(-1),
    };
    const next = Object.hasOwn(to, event.key) ? to[event.key]?.() : undefined;
    if (next === undefined) return;
    // Ours alone: Radix would count from the place, not from the value, and take the browser's own keys as well.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (next !== value) onSet(next);
  };

  return (
    <Slider.Root
      className="slider"
      min={0}
      max={stops.length - 1}
      value={[placeOf(stops, shown, scale)]}
      onPointerDown={() => (held.current = true)}
      onLostPointerCapture={letGo}
      onPointerCancel={letGo}
      onValueChange={([at]) => {
        const stop = stops[Math.round(at ?? 0)];
        if (held.current && stop !== undefined) drag(stop);
      }}
      onValueCommit={([at]) => {
        letGo();
        const stop = stops[Math.round(at ?? 0)];
        if (stop !== undefined) onSet(stop);
      }}
    >
      <Slider.Track className="slider-track">
        <Slider.Range className="slider-range" />
      </Slider.Track>
      <Slider.Thumb
        className="slider-thumb"
        aria-label={name}
        aria-valuemin={stops[0]}
        aria-valuemax={stops.at(-1)}
        aria-valuenow={shown}
        aria-valuetext={String(shown)}
        onKeyDown={press}
      />
    </Slider.Root>
  );
}
