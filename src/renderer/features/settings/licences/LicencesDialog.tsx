import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { componentsWith, type ShippedComponent } from '../../../../shared/licences/component';
import { useSeatQuery } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { EmptyState } from '../../../ui/feedback/EmptyState';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { SearchField } from '../../../ui/lists/SearchField';

const idOf = ({ name, version }: ShippedComponent) => `${name}@${version}`;

/** 开源许可: all that this program carries of others, as its build noted it, each with its licence to read. */
export function LicencesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const components = useSeatQuery('licences.list', {});
  const [typed, setTyped] = useState('');
  const listed = componentsWith(components.data ?? [], useDeferredValue(typed));
  return (
    <Dialog
      view="licences"
      open
      fullWidth
      maxWidth="lg"
      onClose={onClose}
      slotProps={{ paper: { sx: { height: 'min(44rem, 90vh)' } } }}
    >
      <DialogTitle>{t('licences.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, minHeight: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, pt: 0.5, flexWrap: 'wrap' }}>
          <SearchField
            label={t('licences.search')}
            placeholder={t('licences.search')}
            value={typed}
            width="18rem"
            onChange={setTyped}
          />
          <Box role="status" sx={{ color: 'text.secondary' }}>
            {components.data && t('licences.count', { n: listed.length })}
          </Box>
        </Box>
        {components.isPending && <Loading view="licences" />}
        {components.isError && <FailureNotice view="licences" error={components.error} />}
        {components.data &&
          (listed.length === 0 ? (
            <EmptyState view="licences" title={t('licences.nothing')} hint={t('licences.nothingTodo')} />
          ) : (
            <Components listed={listed} />
          ))}
        <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('licences.runtime')}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('licences.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Components({ listed }: { listed: readonly ShippedComponent[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const text = useRef<HTMLElement>(null);
  const shown = listed.find((each) => idOf(each) === chosen) ?? listed[0];
  const shownId = shown && idOf(shown);
  useEffect(() => {
    text.current?.scrollTo(0, 0);
  }, [shownId]);
  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: '18rem minmax(0, 1fr)',
        gridTemplateRows: 'minmax(0, 1fr)',
      }}
    >
      <List component="nav" dense aria-label={t('licences.list')} sx={{ overflowY: 'auto', py: 0 }}>
        {listed.map((each) => (
          <ListItemButton
            key={idOf(each)}
            selected={each === shown}
            aria-current={each === shown ? 'true' : undefined}
            onClick={() => {
              setChosen(idOf(each));
              text.current?.focus();
            }}
          >
            <ListItemText primary={`${each.name} ${each.version}`} secondary={each.licence} />
          </ListItemButton>
        ))}
      </List>
      {shown && (
        <Box
          ref={text}
          component="section"
          // Read by the keys that scroll.
          tabIndex={0}
          aria-label={`${shown.name} ${shown.version}`}
          lang="en"
          data-testid="licence-text"
          sx={({ seat }) => ({
            overflowY: 'auto',
            p: 2,
            background: seat.inset,
            border: `1px solid ${seat.line}`,
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
            fontSize: '0.92rem',
            '&:focus-visible': { outline: `2px solid ${seat.focus}`, outlineOffset: -2 },
          })}
        >
          {shown.text === '' ? t('licences.noText', { licence: shown.licence }) : shown.text}
        </Box>
      )}
    </Box>
  );
}
