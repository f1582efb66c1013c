import SearchOutlined from '@mui/icons-material/SearchOutlined';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useRef } from 'react';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { useCommand } from '../../commands';

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (words: string) => void;
}

/** What a list is narrowed by; its key goes there from anywhere on the page. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useCommand('search', () => {
    field.current?.focus();
    field.current?.select();
  });
  return (
    <TextField
      inputRef={field}
      value={value}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value)}
      sx={{ width: '15rem' }}
      slotProps={{
        htmlInput: { maxLength: 100, 'aria-label': label, 'aria-keyshortcuts': ariaKeys('search') },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchOutlined fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
