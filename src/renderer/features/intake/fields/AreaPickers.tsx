import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { type Area, findCity, findCounty, HENAN } from '../../../../shared/catalog/areas';
import type { Address } from '../../../../shared/report/report';
import { useCall } from '../call/call-context';

interface PickerProps {
  label: string;
  options: readonly Area[];
  code: string;
  isWrong?: boolean;
  onPick: (code: string) => void;
}

/** Finds an area by any part of its name. What is not on the list can't be picked. */
function Picker({ label, options, code, isWrong, onPick }: PickerProps) {
  const { t } = useTranslation();
  const { isLocked } = useCall();
  return (
    <Autocomplete
      options={[...options]}
      value={options.find((area) => area.code === code) ?? null}
      getOptionLabel={(area) => area.name}
      getOptionKey={(area) => area.code}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      onChange={(_, area) => onPick(area?.code ?? '')}
      disabled={isLocked || options.length === 0}
      noOptionsText={t('address.noArea')}
      openText={t('app.open')}
      closeText={t('app.close')}
      clearText={t('app.clear')}
      data-filled={code === '' ? 'no' : 'yes'}
      renderInput={(params) => <TextField {...params} label={label} error={isWrong} />}
    />
  );
}

/** City, county and township by NBS code. Another city clears what lay in the old one. */
export function AreaPickers({
  address,
  onChange,
}: {
  address: Address;
  onChange: (address: Address) => void;
}) {
  const { t } = useTranslation();
  const { problems } = useCall();
  const city = findCity(address.city);
  const county = findCounty(address.city, address.county);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1.2fr', gap: 1, pt: 0.75 }}>
      <Picker
        label={t('address.city')}
        options={HENAN}
        code={address.city}
        onPick={(code) => onChange({ ...address, city: code, county: '', town: '' })}
      />
      <Picker
        label={t('address.county')}
        options={city?.counties ?? []}
        code={address.county}
        isWrong={problems.has('report.address.county')}
        onPick={(code) => onChange({ ...address, county: code, town: '' })}
      />
      <Picker
        label={t('address.town')}
        options={county?.towns ?? []}
        code={address.town}
        onPick={(code) => onChange({ ...address, town: code })}
      />
    </Box>
  );
}
