import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../../../shared/investigation/investigation';
import { ChoiceRow } from '../fields/ChoiceRow';
import { TextRow } from '../fields/TextRow';
import { DayRow } from '../fields/TimeRow';
import { useInvestigation } from '../investigation-context';

const PAIR = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(15rem, 1fr))',
  gap: 1.2,
} as const;

/** 二、相关企业基本情况: identity of the party, its approvals, what it does and what it has against it. */
export function EnterpriseSection() {
  const { form, change } = useInvestigation();
  const { enterprise } = form;
  const set = (part: Partial<typeof enterprise>) =>
    change((before) => ({ ...before, enterprise: { ...before.enterprise, ...part } }));
  return (
    <>
      <Box sx={PAIR}>
        <TextRow
          field="enterprise.name"
          value={enterprise.name}
          maxLength={200}
          onChange={(name) => set({ name })}
        />
        <TextRow
          field="enterprise.legalPerson"
          value={enterprise.legalPerson}
          maxLength={200}
          onChange={(legalPerson) => set({ legalPerson })}
        />
      </Box>
      <TextRow
        field="enterprise.address"
        value={enterprise.address}
        maxLength={500}
        onChange={(address) => set({ address })}
      />
      <Box sx={PAIR}>
        <TextRow
          field="enterprise.creditCode"
          value={enterprise.creditCode}
          maxLength={30}
          // As it is printed: capitals, and no spaces between.
          onChange={(code) => set({ creditCode: code.replace(/\s/g, '').toUpperCase() })}
        />
        {enterprise.creditCode === '' && (
          <TextRow
            field="enterprise.noCreditCode"
            value={enterprise.noCreditCode}
            maxLength={500}
            onChange={(noCreditCode) => set({ noCreditCode })}
          />
        )}
      </Box>
      <ApprovalRows field="enterprise.eia" value={enterprise.eia} onChange={(eia) => set({ eia })} />
      <ApprovalRows
        field="enterprise.permit"
        value={enterprise.permit}
        onChange={(permit) => set({ permit })}
      />
      <TextRow
        field="enterprise.process"
        value={enterprise.process}
        maxLength={8000}
        rows={3}
        onChange={(process) => set({ process })}
      />
      <TextRow
        field="enterprise.facilities"
        value={enterprise.facilities}
        maxLength={8000}
        rows={3}
        onChange={(facilities) => set({ facilities })}
      />
    </>
  );
}

/** 取得时间及文号, or why there is none. */
function ApprovalRows({
  field,
  value,
  onChange,
}: {
  field: string;
  value: Approval;
  onChange: (value: Approval) => void;
}) {
  const { t } = useTranslation();
  const set = (part: Partial<Approval>) => onChange({ ...value, ...part });
  return (
    <Box
      data-wraps
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(12rem, auto) minmax(0, 1fr)', gap: 1.2 }}
    >
      <ChoiceRow
        field={`${field}.standing`}
        value={value.standing}
        options={[
          { value: 'held', label: t('investigation.held') },
          { value: 'none', label: t('investigation.none') },
        ]}
        onChange={(standing) => set({ standing })}
      />
      {value.standing === 'held' && (
        <Box sx={PAIR}>
          <DayRow
            field={`${field}.obtainedOn`}
            value={value.obtainedOn}
            onChange={(obtainedOn) => set({ obtainedOn })}
          />
          <TextRow
            field={`${field}.number`}
            value={value.number}
            maxLength={200}
            onChange={(number) => set({ number })}
          />
        </Box>
      )}
      {value.standing === 'none' && (
        <TextRow
          field={`${field}.reason`}
          value={value.reason}
          maxLength={500}
          onChange={(reason) => set({ reason })}
        />
      )}
    </Box>
  );
}
