import SearchOutlined from '@mui/icons-material/SearchOutlined';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useEffect, useRef } from 'react';
import { ariaKeys, isPressed } from '../../../shared/shortcuts/shortcuts';
import { useCommand } from '../../commands';

interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string;
  width: string;
  onChange: (value: string) => void;
}

/** The field above a list. Ctrl+F goes there: the browser's own search is of no use in a table that holds one page. */
export function SearchField({ label, placeholder, value, width, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const goThere = (): void => {
    // select() alone leaves the focus where it was.
    field.current?.focus();
    field.current?.select();
  };
  useCommand('search', goThere);
  // Commands are silent over a page that a dialog covers; a field that lies in the dialog itself is not covered.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isPressed('search', event) || field.current?.closest('[role=dialog]') == null) return;
      event.preventDefault();
      goThere();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <TextField
      inputRef={field}
      value={value}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.stopPropagation(); // a dialog around it closes with the next one
        onChange('');
      }}
      sx={{ width }}
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
