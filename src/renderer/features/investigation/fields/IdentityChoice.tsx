import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { identityInInvestigation, withText } from '../../../../shared/investigation/fields';
import { KeptInInvestigation } from '../../../../shared/investigation/investigation';
import { proposeNeutral } from '../../../../shared/privacy/propose-neutral';
import { useInvestigation } from '../investigation-context';

/** Words that may tell who reported: put neutrally, or settled by a person as somebody else's. */
export function IdentityChoice({ field }: { field: string }) {
  const { t } = useTranslation();
  const { form, change, isLocked } = useInvestigation();
  const hits = identityInInvestigation(form).filter((hit) => hit.field === field);
  const [first] = hits;
  if (first === undefined) return null;
  const keep = (because: (typeof KeptInInvestigation.shape.because.options)[number]) =>
    change((before) => ({ ...before, kept: [...before.kept, { field, words: first.words, because }] }));
  const neutral = () =>
    change((before) => {
      const text = field
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], before);
      return typeof text === 'string'
        ? (withText(before, field, proposeNeutral(text).text) ?? before)
        : before;
    });
  return (
    <Box
      role="alert"
      id={`${field}-problem`}
      data-testid="investigation-identity"
      sx={{ fontSize: '0.9rem', display: 'flex', flexWrap: 'wrap', gap: 0.6, alignItems: 'center' }}
    >
      <Box sx={{ color: 'error.main' }}>
        {t('investigation.identityFound', { words: first.words, kind: t(`identityKind.${first.kind}`) })}
      </Box>
      <Button size="small" disabled={isLocked} onClick={neutral}>
        {t('investigation.neutral')}
      </Button>
      {KeptInInvestigation.shape.because.options.map((because) => (
        <Button key={because} size="small" disabled={isLocked} onClick={() => keep(because)}>
          {t(`investigation.keep.${because}`)}
        </Button>
      ))}
    </Box>
  );
}
