/** Which parts to switch, in what way, and the groups of frequencies that belong together. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AblationSeen, Place, StandIn } from '../../../engine/looks/ablation/question.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { Switches } from './Switches.tsx';
import { ALL_ON, effectsQuestion, groupOf, isAllOn, offIn, switched, viewOf, WAVES } from './view.ts';

interface Props {
  readonly seen: AblationSeen;
  readonly shown: boolean;
}

/** What each part of a group does, while that is asked for. */
function useDrops(group: string, shown: boolean): { readonly drops: Float32Array | null; readonly asked: number; readonly waiting: boolean } {
  const { effects, chosen, switches } = viewOf(usePage());
  const { ranked } = useStore(chosen);
  const { from, by } = useStore(switches);
  const { seen } = useStore(effects.store);
  useEffect(() => effects.ask(effectsQuestion(group, { from, by })), [effects, group, from, by]);
  useEffect(() => {
    effects.show(shown && ranked);
    if (!ranked) effects.close();
  }, [effects, shown, ranked]);
  useEffect(() => () => effects.close(), [effects]);
  const of = seen?.question.of;
  const isIts = of !== undefined && (of === WAVES ? WAVES : of.site) === group && seen?.question.from === from && seen.question.by === by;
  if (!ranked || !isIts) return { drops: null, asked: 0, waiting: ranked };
  return { drops: seen.answer.drops, asked: seen.answer.asked, waiting: false };
}

export function Controls({ seen, shown }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { switches, chosen } = viewOf(usePage());
  const question = useStore(switches);
  const { group: wanted, ranked } = useStore(chosen);
  const { waves, units } = seen;
  const group = groupOf(seen, wanted);
  const { drops, asked, waiting } = useDrops(group, shown);
  const site = units.find((one) => one.site === group);
  const off = waves?.off ?? new Int32Array(0);
  const groups = [
    ...(waves === null ? [] : [{ value: WAVES, label: t('ablation.waves') }]),
    ...units.map(({ site: id, label }) => ({ value: id, label: text(label) })),
  ];
  const isWaves = group === WAVES && waves !== null;
  const isLogits = question.from === 'logits';
  const put = (now: Partial<typeof question>): void => switches.setState(now);
  return (
    <div className="ablation-controls">
      <div className="ablation-row">
        {groups.length > 1 && <Segmented label={t('ablation.parts')} value={group} choices={groups} onChange={(value) => chosen.setState({ group: value })} />}
        <button type="button" className="text-button" disabled={isAllOn(question)} onClick={() => put({ waves: ALL_ON.waves, units: ALL_ON.units })}>
          {t('ablation.allOn')}
        </button>
      </div>
      {isWaves && (
        <>
          {waves.noLogits === null && (
            <div className="ablation-row">
              <span aria-hidden="true">{t('ablation.from')}</span>
              <Segmented
                label={t('ablation.from')}
                value={question.from}
                choices={(['embedding', 'logits'] as const).map((value) => ({ value, label: t(`ablation.${value}`) }))}
                onChange={(value) => put({ from: value as Place })}
              />
            </div>
          )}
          <div className="ablation-row">
            {(['keys', 'others'] as const).map((which) => (
              <button
                key={which}
                type="button"
                className="ablation-group"
                aria-pressed={question.waves === which}
                disabled={waves.keys.length === 0 && question.waves !== which}
                onClick={() => put({ waves: question.waves === which ? [] : which })}
              >
                {t(isLogits ? `ablation.${which}Logits` : `ablation.${which}Off`)}
              </button>
            ))}
          </div>
          {waves.keys.length === 0 && <p className="ablation-note">{t('ablation.noKeys')}</p>}
        </>
      )}
      {!isWaves && (
        <div className="ablation-row">
          <span aria-hidden="true">{t('ablation.by')}</span>
          <Segmented
            label={t('ablation.by')}
            value={question.by}
            choices={(['mean', 'zero'] as const).map((value) => ({ value, label: t(`ablation.${value}`) }))}
            onChange={(value) => put({ by: value as StandIn })}
          />
        </div>
      )}
      <label className="ablation-ranked">
        <input type="checkbox" checked={ranked} onChange={({ currentTarget }) => chosen.setState({ ranked: currentTarget.checked })} />
        <span>{t('ablation.ranked')}</span>
      </label>
      <Switches
        label={isWaves ? t('ablation.waves') : site === undefined ? '' : text(site.label)}
        count={isWaves ? waves.count : (site?.count ?? 0)}
        off={offIn(group, question, off)}
        keys={new Set(isWaves ? Array.from(waves.keys, (k) => k - 1) : [])}
        drops={drops}
        onSwitch={(index) => switches.setState(switched(question, group, index, off))}
      />
      <p className="ablation-note">{drops !== null ? t('ablation.dropped', { asked }) : waiting ? t('ablation.ranking') : t('ablation.hint')}</p>
    </div>
  );
}
