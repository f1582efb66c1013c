import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { Missing } from '../../../../shared/report/report';
import { useCall } from '../call/call-context';

interface MissingToggleProps {
  label: string;
  value: Missing | null;
  onChange: (missing: Missing | null) => void;
}

/** "Not obtained" is an answer of three kinds, each with its reason. Pressed again: an answer after all. */
export function MissingToggle({ label, value, onChange }: MissingToggleProps) {
  const { t } = useTranslation();
  const { isLocked } = useCall();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      disabled={isLocked}
      aria-label={t('missing.label', { field: label })}
      onChange={(_, missing: Missing | null) => onChange(missing)}
      sx={{
        '& .MuiToggleButton-root': {
          py: 0,
          px: 1,
          height: '1.8rem',
          fontSize: '0.9rem',
          textTransform: 'none',
        },
      }}
    >
      {Missing.options.map((missing) => (
        <ToggleButton
          key={missing}
          value={missing}
          data-missing={missing}
          title={t(`missing.${missing}Hint`)}
        >
          {t(`missing.${missing}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
