/** The controls, read off the config's own description of its fields. Renders anew only when another entry is chosen. */
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { idsOf } from '../../engine/config/config.ts';
import type { DatasetShape } from '../../engine/data/dataset.ts';
import { tasks } from '../../engine/tasks/index.ts';
import { useConfig } from '../hooks.ts';
import { Group } from './Group.tsx';
import { Pending } from './Pending.tsx';
import { Planned } from './Planned.tsx';
import { groupsOf, standingsOf, type ProbeStandings } from './groups.ts';
import './form.css';

const standingsIn = (written: string): ProbeStandings => new Map(written.split(',').map((one) => one.split(' ') as [string, 'measures' | 'off']));

export function Form() {
  const { t } = useTranslation();
  // Another entry's fields are many: they are mounted in slices.
  const ids = useDeferredValue(useConfig(useShallow((state) => idsOf(state.config))));
  const task = useDeferredValue(useConfig((state) => state.config.task));
  const shape = JSON.stringify(tasks.get(task.id).shape(task));
  const measured = useDeferredValue(useConfig((state) => [...standingsOf(state.config)].map((standing) => standing.join(' ')).join()));
  // Values of a task may be of another kind, to which other fields apply.
  const groups = useMemo(() => groupsOf(ids, JSON.parse(shape) as DatasetShape, standingsIn(measured)), [ids, shape, measured]);
  return (
    <form className="form" aria-label={t('form.label')} onSubmit={(event) => event.preventDefault()}>
      <Planned />
      <Pending />
      {groups.map((group) => (
        <Group key={group.id} {...group} />
      ))}
    </form>
  );
}
