import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Certainty } from '../../../../shared/address/parse';
import type { CatalogEntry } from '../../../../shared/catalog/search';
import { CatalogPicker } from '../../../ui/CatalogPicker';
import { Tag } from '../../../ui/tags/Tag';
import { useCall } from '../call/call-context';

const AreaChip = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  gridTemplate: '"label mark" auto "name name" auto / 1fr auto',
  justifyItems: 'start',
  width: '100%',
  minHeight: '2.6rem',
  padding: '0.15rem 0.7rem 0.25rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: 4,
  background: seat.primaryTint,
  textAlign: 'left',
  '&:hover': { borderColor: seat.primary },
  '&.Mui-disabled': { background: seat.inset, borderColor: seat.line },
}));

interface AreaCellProps {
  level: 'city' | 'county' | 'town';
  label: string;
  entries: readonly CatalogEntry[];
  code: string;
  /** How sure the reading of it was; null where a person chose it. */
  mark: Certainty | null;
  recent?: readonly string[];
  noteOf?: (code: string) => string;
  isWrong?: boolean;
  onPick: (code: string) => void;
}

/** One part of the address: a chip when it is known, a picker while it is open or being put right. */
export function AreaCell({ level, label, entries, code, mark, onPick, ...rest }: AreaCellProps) {
  const { t } = useTranslation();
  const { isLocked } = useCall();
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const name = entries.find((entry) => entry.code === code)?.name;

  useEffect(() => {
    if (!isWanted) return;
    setWanted(false);
    input.current?.focus();
    input.current?.select();
  }, [isWanted]);

  if (name !== undefined && !isOpen) {
    return (
      <AreaChip
        data-area={level}
        data-code={code}
        disabled={isLocked}
        title={t('address.change')}
        onClick={() => {
          setOpen(true);
          setWanted(true);
        }}
      >
        <Box sx={{ gridArea: 'label', color: 'text.secondary', fontSize: '0.84rem' }}>{label}</Box>
        {mark !== null && (
          <Box sx={{ gridArea: 'mark' }}>
            <Tag tone={mark === 'said' ? 'good' : mark === 'deduced' ? 'info' : 'attention'}>
              {t(`address.${mark}`)}
            </Tag>
          </Box>
        )}
        <Box sx={{ gridArea: 'name', fontWeight: 600, fontSize: '1.02rem' }}>{name}</Box>
      </AreaChip>
    );
  }
  // It stays a picker while the hands are on it: a chip must not take the place of what has the focus.
  return (
    <Box
      data-area={level}
      data-code={code}
      onFocus={() => setOpen(true)}
      onBlur={() => setOpen(false)}
      sx={{ pt: 0.75 }}
    >
      <CatalogPicker
        {...rest}
        entries={entries}
        code={code}
        onPick={onPick}
        label={label}
        noMatch={t('address.noArea')}
        isDisabled={isLocked || entries.length === 0}
        isFilled={code !== ''}
        inputRef={input}
      />
    </Box>
  );
}
