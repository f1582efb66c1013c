import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Mark } from '../../ui/views';

export function Sheet({ mark, title, children }: { mark?: Mark; title?: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      {...mark}
      sx={({ seat }) => ({
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
        '& > * + *': { borderTop: `1px solid ${seat.line}` },
      })}
    >
      {title && (
        <Box component="h2" sx={{ m: 0, px: 2, py: 1, fontSize: '1rem', color: 'text.secondary' }}>
          {title}
        </Box>
      )}
      {children}
    </Box>
  );
}

export function Line({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 2, py: 1.25, minHeight: '3.4rem' }}>
      <Box sx={{ flex: 1 }}>
        <Box>{label}</Box>
        {hint && <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{hint}</Box>}
      </Box>
      {children}
    </Box>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '11rem 1fr', gap: 2, px: 2, py: 0.75 }}>
      <Box sx={{ color: 'text.secondary' }}>{label}</Box>
      <Box>{children}</Box>
    </Box>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  hint?: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
  /** Laid down by the bureau's policy: shown, and not to be changed. */
  isLocked?: boolean;
}

export function Choice<T extends string>({
  label,
  hint,
  value,
  options,
  onChoose,
  isLocked = false,
}: ChoiceProps<T>) {
  const { t } = useTranslation();
  return (
    <Line label={label} hint={isLocked ? t('policy.lockedHint') : hint}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={value}
        disabled={isLocked}
        aria-label={label}
        onChange={(_, chosen: T | null) => chosen !== null && onChoose(chosen)}
        sx={{ '& .MuiToggleButton-root': { px: 2, textTransform: 'none', fontSize: '0.95rem' } }}
      >
        {options.map(([option, name]) => (
          <ToggleButton key={option} value={option}>
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Line>
  );
}
