/** Kept runs, share, files, language, theme, help: quiet, at the header's end. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { text, type Language } from '../../engine/text.ts';
import { within } from '../../engine/within.ts';
import { addressOf, confirmed, currentLink } from '../../store/url.ts';
import { speak } from '../i18n/index.ts';
import { useLanguage } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { HelpIcon, LinkIcon, MoonIcon, RunsIcon, SunIcon } from '../parts/icons.tsx';
import { FileMenu } from './FileMenu.tsx';
import { useTheme } from '../theme.ts';
import { useApart } from '../titles.ts';

/** Longest wait for the clipboard, in milliseconds: some browsers ask the reader first. */
const COPY_MS = 10_000;
/** Longest wait for the step of a change that was just made, in milliseconds. A browser lets a click copy for a moment only. */
const CONFIRM_MS = 1000;

function Share() {
  const { t } = useTranslation();
  const language = useLanguage();
  const page = usePage();
  const other = useApart();
  const [said, setSaid] = useState<'shared' | 'shareFailed' | null>(null);

  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), 3000);
    return () => clearTimeout(timer);
  }, [said]);

  const share = async (): Promise<void> => {
    await within(CONFIRM_MS, text('the trainer', '学習プログラム'), confirmed(page)).catch(() => undefined);
    const link = currentLink(page, language);
    history.replaceState(history.state, '', link);
    try {
      await within(COPY_MS, text('the clipboard', 'クリップボード'), navigator.clipboard.writeText(addressOf(link, location.href)));
      setSaid('shared');
    } catch {
      // Without permission, or on plain http: the address holds the link too.
      setSaid('shareFailed');
    }
  };

  return (
    <span className="share">
      <IconButton label={t(other ? 'tools.shareNext' : 'tools.share')} onClick={() => void share()}>
        <LinkIcon />
      </IconButton>
      <output className={said === null ? 'hidden' : 'toast'}>{said !== null && t(`tools.${said}`)}</output>
    </span>
  );
}

interface Props {
  readonly onHelp: () => void;
  readonly onLibrary: () => void;
  readonly onTake: () => void;
}

export function Tools({ onHelp, onLibrary, onTake }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { preferences } = usePage();
  const theme = useTheme();
  const other = language === 'ja' ? 'en' : 'ja';
  const choose = (chosen: Language): void => {
    preferences.setState({ language: chosen });
    speak(chosen);
  };
  return (
    <div className="tools">
      <IconButton label={t('library.open')} onClick={onLibrary}>
        <RunsIcon />
      </IconButton>
      <Share />
      <FileMenu onTake={onTake} />
      <button type="button" className="language" lang={other} title={t('tools.languageLabel')} onClick={() => choose(other)}>
        {t('tools.language')}
      </button>
      <IconButton
        label={t(theme === 'dark' ? 'tools.light' : 'tools.dark')}
        onClick={() => preferences.setState({ theme: theme === 'dark' ? 'light' : 'dark' })}
      >
        {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
      </IconButton>
      <IconButton label={t('tools.help')} shortcut="?" onClick={onHelp}>
        <HelpIcon />
      </IconButton>
    </div>
  );
}
