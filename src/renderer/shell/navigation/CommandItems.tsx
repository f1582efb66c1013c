import MenuOutlined from '@mui/icons-material/MenuOutlined';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Settings } from '../../../shared/ipc/contract';
import { ariaKeys, capOf } from '../../../shared/shortcuts/shortcuts';
import { useCommand } from '../../commands';
import type { Page } from '../../navigation';
import { useSeatAct } from '../../seat/seat-queries';
import { Kbd } from '../../ui/Kbd';
import { NavigationItem } from './NavigationItem';

// Fetched once the frame stands: it stands sooner without them. The bar at the first idle moment, so that who presses
// Ctrl+K and types on loses no letter to a script that is still on its way.
const loadBar = async () => ({ default: (await import('../../commands/CommandBar')).CommandBar });
const CommandBar = lazy(loadBar);
const CommandMenu = lazy(async () => ({ default: (await import('../../commands/CommandMenu')).CommandMenu }));
const ShortcutSheet = lazy(async () => ({
  default: (await import('../../commands/ShortcutSheet')).ShortcutSheet,
}));

const SIZES = Settings.shape.textSize.options;

/** The menu of all that can be done now, and what opens over any page: command bar, F1 sheet, text size. */
export function CommandItems({ pages, settings }: { pages: readonly Page[]; settings: Settings }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<'menu' | 'bar' | 'keys' | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const save = useSeatAct('settings.save', ['app.state']);
  // Pressed twice in one breath, the second press starts from the first, not from what the core has answered so far.
  const wantedSize = useRef(settings.textSize);
  useEffect(() => {
    if (!save.isPending) wantedSize.current = settings.textSize;
  }, [save.isPending, settings.textSize]);
  const resize = (turn: 1 | -1 | 0) => {
    const at = turn === 0 ? 0 : SIZES.indexOf(wantedSize.current) + turn;
    const textSize = SIZES[at];
    if (textSize === undefined) return;
    wantedSize.current = textSize;
    save.mutate({ ...settings, textSize });
  };
  useCommand('menu', () => setOpened('menu'));
  useCommand('commandBar', () => setOpened('bar'));
  useCommand('help', () => setOpened('keys'));
  useCommand('larger', () => resize(1));
  useCommand('smaller', () => resize(-1));
  useCommand('usualSize', () => resize(0));
  const close = () => setOpened(null);
  useEffect(() => {
    const waiting = requestIdleCallback(() => void loadBar());
    return () => cancelIdleCallback(waiting);
  }, []);
  return (
    <>
      <NavigationItem
        ref={anchor}
        aria-haspopup="menu"
        aria-keyshortcuts={ariaKeys('menu')}
        data-testid="menu-button"
        onClick={() => setOpened('menu')}
      >
        <MenuOutlined fontSize="small" />
        {t('shortcut.menu')}
        <Kbd>{capOf('menu')}</Kbd>
      </NavigationItem>
      <Suspense>
        {opened === 'menu' && anchor.current && <CommandMenu anchor={anchor.current} onClose={close} />}
        {opened === 'bar' && <CommandBar pages={pages} onClose={close} />}
        {opened === 'keys' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </>
  );
}
