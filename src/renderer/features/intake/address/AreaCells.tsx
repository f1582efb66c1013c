import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { citiesWith } from '../../../../shared/catalog/areas';
import { noRecents } from '../../../../shared/catalog/recents';
import type { CatalogEntry } from '../../../../shared/catalog/search';
import type { Address } from '../../../../shared/report/report';
import { useSeatQuery } from '../../../seat-queries';
import { useCall } from '../call/call-context';
import { AreaCell } from './AreaCell';
import type { Marks } from './reading';

interface AreaCellsProps {
  address: Address;
  marks: Marks;
  onChange: (address: Address) => void;
}

/** All counties, those of the city first; all townships of the county, or of the city while the county is open. */
function useEntries({ city, county }: Address) {
  const { areas } = useCall().bundle.catalogue;
  return useMemo(() => {
    const cities = citiesWith(areas);
    const here = cities.find((each) => each.code === city);
    const ordered = here === undefined ? cities : [here, ...cities.filter((each) => each !== here)];
    const counties = ordered.flatMap((each) => each.counties);
    const open = (here?.counties ?? []).filter((each) => county === '' || each.code === county);
    const notes = new Map<string, string>();
    for (const each of ordered) for (const one of each.counties) notes.set(one.code, each.name);
    if (county === '')
      for (const each of open) for (const town of each.towns) notes.set(town.code, each.name);
    const entryOf = (
      { code, name }: { code: string; name: string },
      words?: readonly string[],
    ): CatalogEntry => ({
      code,
      name,
      words,
    });
    return {
      cities: cities.map((each) => entryOf(each)),
      counties: counties.map((each) => entryOf(each, each.aliases)),
      towns: open.flatMap((each) => each.towns).map((each) => entryOf(each)),
      noteOf: (code: string) => notes.get(code) ?? '',
    };
  }, [areas, city, county]);
}

/**
 * City, county and township as they are known: a chip each, with where it comes from; what is still open, or
 * is to be put right, is a picker. Another city or county clears what lay in the old one.
 */
export function AreaCells({ address, marks, onChange }: AreaCellsProps) {
  const { t } = useTranslation();
  const { problems } = useCall();
  const recents = useSeatQuery('recents.list', {}).data ?? EMPTY;
  const entries = useEntries(address);
  const { city, county, town } = address;
  const areas = { city, county, town };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1.2fr 1.2fr', gap: 1, alignItems: 'start' }}>
      <AreaCell
        level="city"
        label={t('address.city')}
        entries={entries.cities}
        code={city}
        mark={marks.city}
        onPick={(code) => onChange({ ...address, city: code, county: '', town: '' })}
      />
      <AreaCell
        level="county"
        label={t('address.county')}
        entries={entries.counties}
        code={county}
        mark={marks.county}
        recent={recents.county}
        noteOf={entries.noteOf}
        isWrong={problems.has('report.address.county')}
        onPick={(code) => onChange({ ...address, ...pickedIn(areas, code, 6) })}
      />
      <AreaCell
        level="town"
        label={t('address.town')}
        entries={entries.towns}
        code={town}
        mark={marks.town}
        recent={recents.town}
        noteOf={county === '' ? entries.noteOf : undefined}
        onPick={(code) => onChange({ ...address, ...pickedIn(areas, code, 9) })}
      />
    </Box>
  );
}

const EMPTY = noRecents();

/** A code tells what it lies in; taken back, only what lay in it goes along. */
function pickedIn(
  areas: Pick<Address, 'city' | 'county' | 'town'>,
  code: string,
  digits: 6 | 9,
): Pick<Address, 'city' | 'county' | 'town'> {
  const { city, county } = areas;
  if (digits === 9) {
    return code === ''
      ? { city, county, town: '' }
      : { city: code.slice(0, 4), county: code.slice(0, 6), town: code };
  }
  return { city: code === '' ? city : code.slice(0, 4), county: code, town: '' };
}
