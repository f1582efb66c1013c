import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { type Ref, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CatalogEntry, prepareCatalog, searchCatalog } from '../../shared/catalog/search';
import { useReader } from '../pinyin';
import { isComposing } from './composing';
import { marked } from './views';

interface CatalogPickerProps {
  /** Keep it the same list between renders: it is made ready for searching once. */
  entries: readonly CatalogEntry[];
  /** The code picked; empty: none. */
  code: string;
  onPick: (code: string) => void;
  /** What the person chose lately, newest first: shown first, under a heading, while nothing is typed. */
  recent?: readonly string[];
  /** A word beside an option that tells it from its like. */
  noteOf?: (code: string) => string;
  /** What is said where nothing fits. */
  noMatch: string;
  id?: string;
  label?: string;
  placeholder?: string;
  isWrong?: boolean;
  isDisabled?: boolean;
  /** Set: a stop of the keyboard's way, filled or not. */
  isFilled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

const GroupHead = styled('div')(({ theme: { seat } }) => ({
  padding: '0.1rem 1rem',
  background: seat.inset,
  color: seat.inkSoft,
  fontSize: '0.85rem',
  lineHeight: 1.8,
}));

const NONE: readonly string[] = [];

/**
 * One of a catalogue, found by 汉字, pinyin, initials or code, also with the input method off. What is not in the
 * catalogue can't be picked; Enter while an input method builds picks nothing.
 */
export function CatalogPicker(props: CatalogPickerProps) {
  const { entries, code, onPick, recent = NONE, noteOf, noMatch, id, label, placeholder } = props;
  const { t } = useTranslation();
  const reader = useReader();
  const [query, setQuery] = useState('');
  const catalog = useMemo(() => prepareCatalog(entries, reader), [entries, reader]);
  const byCode = useMemo(() => new Map(entries.map((entry) => [entry.code, entry])), [entries]);
  const matches = useMemo(
    () => searchCatalog(catalog, query, { recent, limit: query === '' ? entries.length : 60 }),
    [catalog, query, recent, entries],
  );
  const ranges = new Map(matches.map((match) => [match.code, match.range]));
  const known = recent.filter((each) => byCode.has(each));
  return (
    <Autocomplete<CatalogEntry>
      id={id}
      options={[...entries]}
      value={byCode.get(code) ?? null}
      disabled={props.isDisabled ?? false}
      filterOptions={() => matches.flatMap((match) => byCode.get(match.code) ?? [])}
      getOptionLabel={(entry) => entry.name}
      getOptionKey={(entry) => entry.code}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      groupBy={
        query === '' && known.length > 0
          ? (entry) => t(known.includes(entry.code) ? 'picker.recent' : 'picker.all')
          : undefined
      }
      renderGroup={({ key, group, children }) => (
        <li key={key} role="presentation">
          <div role="group" aria-label={group}>
            <GroupHead aria-hidden>{group}</GroupHead>
            <Box component="ul" role="presentation" sx={{ p: 0, listStyle: 'none' }}>
              {children}
            </Box>
          </div>
        </li>
      )}
      onInputChange={(_, value, reason) => setQuery(reason === 'input' ? value : '')}
      onChange={(_, entry) => onPick(entry?.code ?? '')}
      onKeyDown={(event) => {
        if (isComposing(event)) Object.assign(event, { defaultMuiPrevented: true });
      }}
      noOptionsText={<span {...marked('catalog-options', 'empty')}>{noMatch}</span>}
      openText={t('app.open')}
      closeText={t('app.close')}
      clearText={t('app.clear')}
      slotProps={{
        listbox: marked('catalog-options'),
        popper: { container: () => document.querySelector('main') },
      }}
      data-filled={props.isFilled === undefined ? undefined : props.isFilled ? 'yes' : 'no'}
      renderOption={({ key, ...option }, entry) => (
        <Box component="li" key={key} {...option} data-code={entry.code}>
          <Box component="span" sx={{ flex: 1 }}>
            <Emphasised text={entry.name} range={ranges.get(entry.code) ?? null} />
          </Box>
          {noteOf && (
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.88rem', pl: 1.5 }}>
              {noteOf(entry.code)}
            </Box>
          )}
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          placeholder={placeholder}
          error={props.isWrong}
          inputRef={props.inputRef}
        />
      )}
    />
  );
}

function Emphasised({ text, range }: { text: string; range: readonly [number, number] | null }) {
  if (range === null) return text;
  const [start, end] = range;
  return (
    <>
      {text.slice(0, start)}
      <Box component="b" sx={{ color: 'primary.main' }}>
        {text.slice(start, end)}
      </Box>
      {text.slice(end)}
    </>
  );
}
