import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { Official } from '../../../../shared/case/directory';
import { nobodySigned, type Signer } from '../../../../shared/investigation/investigation';
import { useSeatQuery } from '../../../seat/seat-queries';
import { TextRow } from '../fields/TextRow';
import { DayRow } from '../fields/TimeRow';
import { useInvestigation } from '../investigation-context';
import { mustStandBack, standingWords } from '../standing-words';

const MAX_ASSISTANTS = 6;

/** 七、落款: who reviewed, who led, who assisted, each with a telephone; the day and the unit whose seal it gets. */
export function SignatureSection() {
  const { t } = useTranslation();
  const { form, change, isLocked } = useInvestigation();
  const officials =
    useSeatQuery('directory.list', {}).data?.officials.filter(({ isActive }) => isActive) ?? [];
  const { signature } = form;
  const set = (part: Partial<typeof signature>) =>
    change((before) => ({ ...before, signature: { ...before.signature, ...part } }));
  const { assistants } = signature;
  return (
    <>
      <SignerRow
        field="signature.reviewer"
        value={signature.reviewer}
        officials={officials}
        onChange={(reviewer) => set({ reviewer })}
      />
      <SignerRow
        field="signature.lead"
        value={signature.lead}
        officials={officials}
        onChange={(lead) => set({ lead })}
      />
      {assistants.map((each, index) => (
        <SignerRow
          key={index}
          field={`signature.assistants.${index}`}
          value={each}
          officials={officials}
          onChange={(next) =>
            set({ assistants: assistants.map((other, at) => (at === index ? next : other)) })
          }
          {...(assistants.length > 1 && {
            onRemove: () => set({ assistants: assistants.filter((_, at) => at !== index) }),
          })}
        />
      ))}
      <Box>
        <Button
          size="small"
          disabled={isLocked || assistants.length >= MAX_ASSISTANTS}
          onClick={() => set({ assistants: [...assistants, nobodySigned()] })}
        >
          {t('investigation.addAssistant')}
        </Button>
      </Box>
      <Box data-wraps sx={{ display: 'grid', gridTemplateColumns: '14rem minmax(0, 1fr)', gap: 1.2 }}>
        <DayRow field="signature.date" value={signature.date} onChange={(date) => set({ date })} />
        <TextRow
          field="signature.unit"
          value={signature.unit}
          maxLength={200}
          onChange={(unit) => set({ unit })}
        />
      </Box>
    </>
  );
}

interface SignerRowProps {
  field: string;
  value: Signer;
  officials: readonly Official[];
  onChange: (value: Signer) => void;
  onRemove?: () => void;
}

function SignerRow({ field, value, officials, onChange, onRemove }: SignerRowProps) {
  const { t } = useTranslation();
  const { isLocked, view } = useInvestigation();
  const choose = (id: string) => {
    const found = officials.find((each) => each.id === id);
    onChange(
      found ? { officialId: found.id, name: found.name, phone: found.phone } : { ...value, officialId: null },
    );
  };
  const isListed = officials.some(({ id }) => id === value.officialId);
  return (
    <Box
      data-wraps
      sx={{
        display: 'grid',
        gridTemplateColumns: '12rem minmax(0, 1fr) minmax(0, 1fr) auto',
        gap: 1.2,
        alignItems: 'start',
      }}
    >
      <TextField
        select
        label={t('investigation.fromDirectory')}
        value={isListed ? value.officialId : ''}
        disabled={isLocked}
        onChange={(event) => choose(event.target.value)}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        sx={{ mt: '1.75rem' }}
      >
        <MenuItem value="">{t('investigation.typed')}</MenuItem>
        {officials.map((official) => (
          <MenuItem
            key={official.id}
            value={official.id}
            disabled={mustStandBack(official.id, view.standing)}
          >
            {official.name} {t(`investigation.role.${official.role}`)}
            {standingWords(t, { officialId: official.id, name: official.name }, view.standing)}
          </MenuItem>
        ))}
      </TextField>
      <TextRow
        field={`${field}.name`}
        value={value.name}
        maxLength={40}
        // Another name is another person.
        onChange={(name) => onChange({ ...value, name, officialId: null })}
      />
      <TextRow
        field={`${field}.phone`}
        value={value.phone}
        maxLength={30}
        onChange={(phone) => onChange({ ...value, phone })}
      />
      {onRemove && (
        <Button size="small" disabled={isLocked} onClick={onRemove} sx={{ mt: '1.75rem' }}>
          {t('investigation.remove')}
        </Button>
      )}
    </Box>
  );
}
