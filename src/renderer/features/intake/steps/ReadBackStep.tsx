import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { areaNames } from '../../../../shared/catalog/areas';
import { useCall } from '../call/call-context';

/** Everything as it was written down, so that what is read back can be checked line by line. */
export function ReadBackStep() {
  const { t } = useTranslation();
  const { form, bundle } = useCall();
  const { target, address, pollution, investigationWish, callbackWish } = form.report;
  const types = pollution.types.map(
    (code) => bundle.catalogue.pollutionTypes.find((type) => type.code === code)?.name ?? code,
  );
  const notObtained = (value: { missing: 'not_asked' | 'refused' | 'unknown' | null; reason: string }) =>
    value.missing === null
      ? null
      : t('missing.shown', { kind: t(`missing.${value.missing}`), reason: value.reason });
  const place = [...areaNames(address, bundle.catalogue.areas), notObtained(address) ?? address.detail]
    .filter(Boolean)
    .join(' ');
  const callback = callbackWish.answer === null ? '' : t(`callback.${callbackWish.answer}`);
  const rows = [
    [t('five.target'), notObtained(target) ?? target.answer],
    [t('five.address'), place],
    [
      t('five.pollution'),
      [types.join(t('app.comma')), pollution.description, pollution.pattern]
        .filter(Boolean)
        .join(t('app.semicolon')),
    ],
    [t('five.investigationWish'), notObtained(investigationWish) ?? investigationWish.answer],
    [t('five.callbackWish'), notObtained(callbackWish) ?? callback],
  ] as const;
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '0.5rem 1.25rem', m: 0 }}
    >
      {rows.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {value || t('app.nothing')}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
