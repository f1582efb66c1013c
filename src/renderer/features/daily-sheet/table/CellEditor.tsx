import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CELL_CHARS, type TextColumn } from '../../../../shared/daily-sheet/sheet';
import { findIdentity } from '../../../../shared/privacy/find-identity';
import { proposeNeutral } from '../../../../shared/privacy/propose-neutral';
import { isComposing } from '../../../ui/composing';

interface CellEditorProps {
  column: TextColumn;
  label: string;
  text: string;
  onKeep: (text: string) => void;
  onDrop: () => void;
}

/** A cell while it is being put right, over the table. What may tell who reported is said, with neutral words at hand. */
export function CellEditor({ column, label, text, onKeep, onDrop }: CellEditorProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState(text);
  const words = findIdentity(value).map(({ start, end }) => value.slice(start, end));
  const onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === 'Escape') onDrop();
    else if (event.key === 'Enter' && !event.shiftKey && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      onKeep(value);
    }
  };
  return (
    <Box
      onKeyDown={onKey}
      sx={({ seat }) => ({
        position: 'absolute',
        insetInlineStart: 0,
        top: 0,
        zIndex: 2,
        minWidth: 'max(100%, 18rem)',
        p: 0.75,
        display: 'grid',
        gap: 0.5,
        border: `2px solid ${seat.primary}`,
        borderRadius: 1,
        background: seat.sheet,
        boxShadow: 3,
      })}
    >
      <Box
        component="textarea"
        autoFocus
        aria-label={label}
        data-testid="cell-editor"
        value={value}
        rows={Math.min(8, Math.max(2, Math.ceil(value.length / 20)))}
        maxLength={CELL_CHARS[column]}
        spellCheck={false}
        onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => setValue(event.target.value)}
        onFocus={(event: React.FocusEvent<HTMLTextAreaElement>) => event.target.select()}
        sx={({ seat }) => ({
          font: 'inherit',
          color: seat.ink,
          background: seat.ground,
          border: `1px solid ${seat.lineStrong}`,
          borderRadius: 0.5,
          p: 0.5,
          resize: 'vertical',
        })}
      />
      {words.length > 0 && (
        <Box role="status" sx={{ color: 'error.main', fontSize: '0.9rem' }}>
          {t('sheet.found', { words: words.join(t('app.comma')) })}{' '}
          <Button
            size="small"
            onClick={() => setValue(proposeNeutral(value).text)}
            data-testid="take-neutral"
          >
            {t('sheet.takeNeutral')}
          </Button>
        </Box>
      )}
      <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>{t('sheet.keepEdit')}</Box>
    </Box>
  );
}
