import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { useInvestigation } from '../investigation-context';
import { labelOf } from '../labels';
import { FieldRow } from './FieldRow';

interface ChoiceRowProps<T extends string> {
  field: string;
  value: T | null;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One of a few; none is chosen before somebody chose. */
export function ChoiceRow<T extends string>({ field, value, options, onChange }: ChoiceRowProps<T>) {
  const { t } = useTranslation();
  const { isLocked } = useInvestigation();
  return (
    <FieldRow field={field}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={value}
        disabled={isLocked}
        aria-label={labelOf(t, field)}
        onChange={(_, chosen: T | null) => chosen !== null && onChange(chosen)}
      >
        {options.map((option) => (
          <ToggleButton key={option.value} value={option.value} sx={{ whiteSpace: 'nowrap' }}>
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </FieldRow>
  );
}
