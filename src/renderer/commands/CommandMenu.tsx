import Divider from '@mui/material/Divider';
import Box from '@mui/material/Box';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslation } from 'react-i18next';
import { ariaKeys, capOf, SHORTCUTS } from '../../shared/shortcuts/shortcuts';
import { Kbd } from '../ui/Kbd';
import type { Command } from './registry';
import { useCommands } from './use-command';
import { marked } from '../ui/views';

/** What can be done now, as a menu beside its keys: what belongs to the page first, then what is always there. */
export function CommandMenu({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation();
  const commands = useCommands().filter(({ name }) => name !== 'menu');
  const isLocal = ({ name }: Command) => SHORTCUTS[name].place !== 'everywhere';
  const item = ({ name, run }: Command) => (
    <MenuItem
      key={name}
      aria-keyshortcuts={ariaKeys(name)}
      data-command={name}
      onClick={() => {
        onClose();
        requestAnimationFrame(run);
      }}
    >
      <Box sx={{ flex: 1, mr: 3 }}>{t(`shortcut.${name}`)}</Box>
      <Kbd>{capOf(name)}</Kbd>
    </MenuItem>
  );
  const local = commands.filter(isLocal);
  return (
    <Menu
      open
      disablePortal // else it lies outside every landmark
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{ list: { ...marked('command-menu'), dense: true, 'aria-label': t('shortcut.menu') } }}
      data-testid="command-menu"
    >
      {local.map(item)}
      {local.length > 0 && <Divider />}
      {commands.filter((command) => !isLocal(command)).map(item)}
    </Menu>
  );
}
