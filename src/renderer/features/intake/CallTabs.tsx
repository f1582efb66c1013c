import AddOutlined from '@mui/icons-material/AddOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../shared/call/form';
import type { CallId } from '../../../shared/ids';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap } from '../../commands';
import { Tag } from '../../ui/tags/Tag';
import { ageOf, useNow } from '../../ui/times';
import { useDraft } from './draft/desk';
import type { DraftEditor } from './draft/draft-editor';

const Tab = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: '0.55rem',
  height: '100%',
  padding: '0 0.9rem',
  borderRight: `1px solid ${seat.line}`,
  color: seat.inkSoft,
  fontSize: '0.93rem',
  whiteSpace: 'nowrap',
  '&:hover': { background: seat.primaryTint },
  '&[aria-selected=true]': {
    background: seat.sheet,
    color: seat.ink,
    fontWeight: 600,
    boxShadow: `inset 0 3px 0 ${seat.primary}`,
  },
  '&:focus-visible': { outlineOffset: -3 },
}));

interface CallTabsProps {
  editors: readonly DraftEditor[];
  shown: CallId | null;
  onShow: (id: CallId) => void;
  onStart: () => void;
  isStarting: boolean;
}

/** The call in hand, revisions and calls taken over beside it, and the way to take the next one. */
export function CallTabs({ editors, shown, onShow, onStart, isStarting }: CallTabsProps) {
  const { t } = useTranslation();
  const now = useNow(20_000);
  return (
    <Box
      sx={({ seat }) => ({
        display: 'flex',
        height: '2.9rem',
        borderBottom: `1px solid ${seat.line}`,
        background: seat.inset,
      })}
    >
      <Box
        {...(editors.length > 0 && { role: 'tablist', 'aria-label': t('tabs.label') })}
        data-testid="call-tabs"
        sx={{ display: 'flex', flex: 1, minWidth: 0, overflowX: 'auto' }}
      >
        {editors.map((editor) => (
          <CallTab
            key={editor.snapshot().draft.id}
            editor={editor}
            isShown={editor.snapshot().draft.id === shown}
            now={now}
            onShow={onShow}
          />
        ))}
        {editors.length === 0 && (
          <Box sx={{ alignSelf: 'center', px: 2, color: 'text.secondary' }}>{t('tabs.none')}</Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 1 }}>
        <Button
          size="small"
          variant="contained"
          startIcon={<AddOutlined />}
          onClick={onStart}
          disabled={isStarting}
          aria-keyshortcuts={ariaKeys('startCall')}
          data-testid="start-call"
        >
          {t('tabs.start')}
          <Cap of="startCall" />
        </Button>
      </Box>
    </Box>
  );
}

function CallTab({
  editor,
  isShown,
  now,
  onShow,
}: {
  editor: DraftEditor;
  isShown: boolean;
  now: number;
  onShow: (id: CallId) => void;
}) {
  const { t } = useTranslation();
  const draft = useDraft(editor);
  const age = ageOf(now - draft.startedAt);
  return (
    <Tab role="tab" aria-selected={isShown} data-testid="call-tab" onClick={() => onShow(draft.id)}>
      <span>{shortNumber(draft)}</span>
      <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
        {t(`step.${draft.step}`)} · {t(`age.${age.unit}`, { n: age.n })}
      </Box>
      {draft.revises && <Tag tone="info">{t('tabs.revision', { n: draft.revises.revision })}</Tag>}
      {draft.takenOver && <Tag tone="info">{t('tabs.takenOver')}</Tag>}
      {draft.origin.kind === 'back_entry' && <Tag tone="info">{t('tabs.backEntry')}</Tag>}
      {draft.hungUpAt !== null && <Tag tone="attention">{t('state.incomplete')}</Tag>}
    </Tab>
  );
}

/** The part of `ZZ01-20261123-0007` that tells calls of one seat and day apart. */
const shortNumber = (draft: Draft) => `№ ${draft.localNumber.split('-').at(-1) ?? draft.localNumber}`;
