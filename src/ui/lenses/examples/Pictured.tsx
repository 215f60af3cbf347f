/** A picture with its name below it. */
import type { Drawing } from '../../../engine/tasks/drawing.ts';
import { Drawn } from './Drawn.tsx';

export function Pictured({ name, draw }: { readonly name: string; readonly draw: () => Drawing }) {
  return (
    <>
      <Drawn name={name} draw={draw} />
      <span className="example-question" aria-hidden="true" translate="no">
        {name}
      </span>
    </>
  );
}
