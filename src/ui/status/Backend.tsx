/** What computes, how fast, and why not something faster. */
import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { REQUESTS, type BackendChoice, type BackendRequest } from '../../engine/backend/choice.ts';
import { useBench, useCalmFront } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { Segmented } from '../parts/Segmented.tsx';

function useBadge(): string {
  const { t } = useTranslation();
  const backend = useCalmFront((state) => state.backend);
  const rate = useCalmFront((state) => (state.status === 'running' ? state.stepsPerSecond : 0));
  if (backend === null) return t('backend.none');
  // «WASM SIMD (relaxed)» in full stands inside.
  const [kind = ''] = backend.device.split(' (');
  const name = backend.backend === 'wasm' && /^WASM \w+$/.test(kind) ? kind : t(`backend.${backend.backend}`);
  return rate > 0 ? t('backend.badge', { name, rate: rate < 10 ? Number(rate.toPrecision(2)) : Math.round(rate) }) : name;
}

/** In an element of its own: a text that a component returns is a node that translators put another in the place of, and it would stand still. */
function Badge() {
  return <span>{useBadge()}</span>;
}

/** How many times as fast as the next the winner was. */
function ratio([first, second]: NonNullable<BackendChoice['race']>): string {
  return first === undefined || second === undefined ? '' : (first.stepsPerSecond / second.stepsPerSecond).toPrecision(2);
}

function Details() {
  const { t } = useTranslation();
  const words = useText();
  const backend = useCalmFront((state) => state.backend);
  const sizes = useCalmFront((state) => state.sizes);
  const { bench } = usePage();
  const request = useBench((state) => state.request);
  return (
    <>
      {backend !== null && (
        <dl>
          <dt>{t(`backend.${backend.backend}`)}</dt>
          <dd>{backend.device}</dd>
          {backend.race !== undefined && (
            <dd>
              {t('backend.race', {
                rates: backend.race.map(({ backend: name, stepsPerSecond }) => `${t(`backend.${name}`)} ${Math.round(stepsPerSecond)}`).join(' · '),
                times: ratio(backend.race),
              })}
            </dd>
          )}
          {backend.fallbacks.length > 0 && (
            <>
              <dt>{t('backend.fallbacks')}</dt>
              {backend.fallbacks.map(({ backend: name, reason }) => (
                <dd key={name}>{t('backend.reason', { name: t(`backend.${name}`), reason: words(reason) })}</dd>
              ))}
            </>
          )}
        </dl>
      )}
      {sizes !== null && <p>{t('backend.sizes', sizes)}</p>}
      <p className="popover-label">{t('backend.next')}</p>
      <Segmented
        label={t('backend.next')}
        value={request}
        choices={REQUESTS.map((value) => ({ value, label: t(`backend.${value}`) }))}
        onChange={(value) => bench.setRequest(value as BackendRequest)}
      />
      <p>{t('backend.exactly')}</p>
      <p>{t('backend.about')}</p>
    </>
  );
}

export function Backend() {
  const { t } = useTranslation();
  return (
    <Popover.Root>
      <Popover.Trigger className="badge" title={t('backend.label')}>
        <Badge />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="start" sideOffset={6} collisionPadding={12} aria-label={t('backend.label')}>
          <Details />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
