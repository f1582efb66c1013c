import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { capOf } from '../../shared/shortcuts/shortcuts';
import { type Page, useNavigation } from '../navigation';
import { useSeatQuery } from '../seat-queries';
import { Kbd } from '../ui/Kbd';
import { shortTime } from '../ui/times';
import { useCommands } from './use-command';

/** Something the bar can do; `group` is its heading. */
interface Entry {
  id: string;
  group: string;
  label: string;
  detail?: string;
  cap?: string;
  run: () => void;
}

const FOUND = 5;
const MIN_SEARCH = 2;

/** Ctrl+K: whatever can be done now, every page, and calls by number, target or place. Enter does it. */
export function CommandBar({ pages, onClose }: { pages: readonly Page[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const entries = useEntries(pages, useDeferredValue(typed.trim()));
  const does = (entry: Entry | null) => {
    if (entry === null) return;
    onClose();
    // After the dialog has given the focus back: the command may want it.
    requestAnimationFrame(entry.run);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      aria-label={t('shortcut.commandBar')}
      maxWidth="sm"
      fullWidth
      data-testid="command-bar"
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: '8vh' } }}
    >
      <Autocomplete<Entry>
        open
        forcePopupIcon={false}
        options={entries}
        value={null}
        inputValue={typed}
        groupBy={(entry) => entry.group}
        getOptionLabel={(entry) => entry.label}
        getOptionKey={(entry) => entry.id}
        filterOptions={(options, { inputValue }) => options.filter((entry) => fits(entry, inputValue))}
        noOptionsText={t('keys.nothingFits')}
        onInputChange={(_, value, reason) => reason === 'input' && setTyped(value)}
        onChange={(_, entry) => does(entry)}
        slotProps={{ paper: { square: true } }}
        sx={{ p: 1 }}
        renderOption={({ key, ...props }, entry) => (
          <Box component="li" key={key} {...props} data-command={entry.id}>
            <Box
              sx={{
                flex: 1,
                minWidth: 0,
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {entry.label}
              {entry.detail && (
                <Box component="span" sx={{ ml: 1, color: 'text.secondary', fontSize: '0.9rem' }}>
                  {entry.detail}
                </Box>
              )}
            </Box>
            {entry.cap && <Kbd>{entry.cap}</Kbd>}
          </Box>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            autoFocus
            placeholder={t('keys.barPlaceholder')}
            slotProps={{ ...params.slotProps }}
          />
        )}
      />
    </Dialog>
  );
}

function useEntries(pages: readonly Page[], wanted: string): readonly Entry[] {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const commands = useCommands();
  const isSearch = wanted.length >= MIN_SEARCH;
  const found = useSeatQuery(
    'queue.list',
    { states: [], search: wanted.slice(0, 100), onlyUnreviewed: false, offset: 0, limit: FOUND },
    { enabled: isSearch },
  );
  const calls = isSearch ? found.data?.items : undefined;
  return useMemo(
    () => [
      ...commands
        .filter(({ name }) => name !== 'commandBar')
        .map(({ name, run }): Entry => ({
          id: name,
          group: t('keys.now'),
          label: t(`shortcut.${name}`),
          cap: capOf(name),
          run,
        })),
      ...pages.map((page, index): Entry => ({
        id: `page-${page}`,
        group: t('keys.pageGroup'),
        label: t(`nav.${page}`),
        cap: `Alt ${index + 1}`,
        run: () => go(page),
      })),
      ...(calls ?? []).map((item): Entry => ({
        id: item.id,
        group: t('keys.calls'),
        label: item.localNumber,
        detail: [shortTime(item.startedAt), item.title, item.place].filter(Boolean).join(' · '),
        run: () => (item.finishedAt === null ? go('intake', item.id) : go('queue', item.id)),
      })),
    ],
    [calls, commands, go, pages, t],
  );
}

/** What the core found by other fields than the label stays; commands and pages go by their words. */
function fits(entry: Entry, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return entry.detail !== undefined || entry.label.toLowerCase().includes(wanted);
}
