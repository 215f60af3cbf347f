/** Who made the data of a task; nothing where we made it. */
import { tasks } from '../../engine/tasks/index.ts';
import { useText } from '../i18n/useText.ts';

export function Credits({ task }: { readonly task: string }) {
  const text = useText();
  const credit = tasks.find(task)?.credit;
  if (credit === undefined) return null;
  return (
    <p className="credits">
      <a href={credit.url} target="_blank" rel="noreferrer">
        {text(credit.text)}
      </a>
    </p>
  );
}
