import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { capOf } from '../../shared/shortcuts/shortcuts';
import { type Page, pageKey, useNavigation } from '../navigation';
import { useSeatQuery } from '../seat/seat-queries';
import { isComposing } from '../ui/composing';
import { Kbd } from '../ui/Kbd';
import { shortTime } from '../ui/times';
import { useCommands } from './use-command';
import { Dialog } from '../ui/Dialog';
import { marked } from '../ui/views';

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

const Option = styled('li')(({ theme: { seat } }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: '0.75rem',
  padding: '0.35rem 0.8rem',
  cursor: 'pointer',
  '&[aria-selected=true]': { background: seat.primaryTint, boxShadow: `inset 3px 0 0 ${seat.primary}` },
}));

/** Ctrl+K: whatever can be done now, every page, and calls by number, target or place. Enter does it. */
export function CommandBar({ pages, onClose }: { pages: readonly Page[]; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const entries = useEntries(pages, useDeferredValue(typed.trim())).filter((entry) => fits(entry, typed));
  const here = Math.min(place, entries.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [here]);

  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    // After the dialog has given the focus back: the command may want it.
    requestAnimationFrame(entry.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (turn !== undefined && entries.length > 0) {
      event.preventDefault();
      setPlace((here + turn + entries.length) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[here]);
    }
  };

  return (
    <Dialog
      view="command-bar"
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      slotProps={{ paper: { 'aria-label': t('shortcut.commandBar'), 'aria-labelledby': undefined } }}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: '8vh' } }}
    >
      <Box data-testid="command-bar" sx={{ p: 1 }}>
        <TextField
          autoFocus
          value={typed}
          placeholder={t('keys.barPlaceholder')}
          onChange={(event) => {
            setTyped(event.target.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
          slotProps={{
            htmlInput: {
              role: 'combobox',
              autoComplete: 'off',
              maxLength: 100,
              'aria-label': t('shortcut.commandBar'),
              'aria-expanded': true,
              'aria-controls': `${id}list`,
              'aria-activedescendant': entries.length > 0 ? `${id}${here}` : undefined,
            },
          }}
        />
        <Box
          component="ul"
          ref={list}
          role="listbox"
          id={`${id}list`}
          aria-label={t('keys.now')}
          sx={{ m: 0, mt: 1, p: 0, maxHeight: '50vh', overflowY: 'auto', listStyle: 'none' }}
        >
          {entries.map((entry, index) => (
            <Option
              key={entry.id}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === here}
              data-command={entry.id}
              onClick={() => run(entry)}
            >
              <Box sx={{ width: '5.5rem', flexShrink: 0, color: 'text.secondary', fontSize: '0.88rem' }}>
                {entry.group}
              </Box>
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
            </Option>
          ))}
        </Box>
        {entries.length === 0 && (
          <Box role="status" {...marked('command-bar', 'empty')} sx={{ p: 1, color: 'text.secondary' }}>
            {t('keys.nothingFits')}
          </Box>
        )}
      </Box>
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
        cap: `Alt ${pageKey(index)}`,
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
