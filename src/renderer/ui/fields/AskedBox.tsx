import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import type { SxProps, Theme } from '@mui/material/styles';

interface AskedBoxProps {
  label: string;
  asked: boolean;
  onAsk: (asked: boolean) => void;
  sx?: SxProps<Theme>;
}

/** That whoever gets the matter was asked whether they must stand back: never ticked beforehand. */
export function AskedBox({ label, asked, onAsk, sx }: AskedBoxProps) {
  return (
    <FormControlLabel
      control={
        <Checkbox
          size="small"
          checked={asked}
          onChange={(_, is) => onAsk(is)}
          slotProps={{ input: { 'data-field': 'asked' } as object }}
        />
      }
      label={label}
      {...(sx !== undefined && { sx })}
    />
  );
}
