import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Directory } from '../../../../shared/case/directory';
import type { CallId } from '../../../../shared/ids';
import type { ReferralInput, ReferralPreview } from '../../../../shared/ipc/contract';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { AskedBox } from '../../../ui/fields/AskedBox';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { Tag } from '../../../ui/tags/Tag';

interface BulkReferralProps {
  callIds: readonly CallId[];
  onClose: () => void;
}

/**
 * 批量转办: each row to the unit and persons proposed for it, judged by itself as a single one is. What the linter holds up,
 * or a person has to decide, is left for its own sheet.
 */
export function BulkReferral({ callIds, onClose }: BulkReferralProps) {
  const { t } = useTranslation();
  const previews = useSeatQuery('case.previewReferral', { callIds: [...callIds], kept: [] });
  const directory = useSeatQuery('directory.list', {});
  const failure = previews.error ?? directory.error;
  return (
    <Dialog view="bulk-referral" open onClose={onClose} aria-labelledby="bulk-title" maxWidth="lg" fullWidth>
      <DialogTitle id="bulk-title" sx={{ pb: 0.5 }}>
        {t('cases.bulkTitle', { n: callIds.length })}
      </DialogTitle>
      {failure && (
        <DialogContent>
          <FailureNotice view="bulk-referral" error={failure} />
        </DialogContent>
      )}
      {!failure && (previews.data === undefined || directory.data === undefined) && (
        <DialogContent>
          <Loading view="bulk-referral" />
        </DialogContent>
      )}
      {previews.data !== undefined && directory.data !== undefined && (
        <Rows previews={previews.data} directory={directory.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface RowsProps {
  previews: readonly ReferralPreview[];
  directory: Directory;
  onClose: () => void;
}

function Rows({ previews: given, directory, onClose }: RowsProps) {
  const { t } = useTranslation();
  // As they stood when the table was opened: what goes changes nothing of what is shown of it.
  const [previews] = useState(given);
  const [asked, setAsked] = useState(false);
  const refer = useSeatAct('case.referMany', ['case.board', 'case.list', 'case.view']);
  const outcomes = new Map<string, string | null>(
    refer.data?.map(({ callId, refusal }) => [callId, refusal]) ?? [],
  );
  const going = previews.filter(({ refusal }) => refusal === null);
  const nameOf = (id: string | null | undefined) => directory.officials.find((each) => each.id === id)?.name;
  const unitOf = (id: string | undefined) => directory.units.find((each) => each.id === id)?.name;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!asked || refer.isPending || refer.data !== undefined) return;
    const choices = going.flatMap(({ callId, proposal }): ReferralInput[] => {
      if (proposal?.headId == null || proposal.handlerId === null) return [];
      const { unitId, headId, handlerId } = proposal;
      return [
        {
          callId,
          unitId,
          headId,
          handlerId,
          supervisedById: null,
          neutral: [],
          kept: [],
          asked: true,
          decision: '',
        },
      ];
    });
    refer.mutate({ choices });
  };

  return (
    <Box component="form" onSubmit={submit} data-testid="bulk-dialog">
      <DialogContent tabIndex={0} sx={{ maxHeight: '60vh', pt: 0.5 }}>
        <Box sx={{ color: 'text.secondary', mb: 1 }}>{t('cases.bulkLead')}</Box>
        <Table size="small">
          <TableHead>
            <TableRow>
              {(['number', 'target', 'unit', 'persons', 'verdict'] as const).map((column) => (
                <TableCell key={column}>{t(`cases.bulkColumn.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {previews.map(({ callId, localNumber, target, proposal, refusal }) => {
              const outcome = outcomes.get(callId);
              const why = outcome ?? refusal;
              return (
                <TableRow
                  key={callId}
                  data-testid="bulk-row"
                  data-outcome={outcome === null ? 'referred' : (why ?? '')}
                >
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{localNumber}</TableCell>
                  <TableCell>{target || t('cases.noTarget')}</TableCell>
                  <TableCell>{unitOf(proposal?.unitId) ?? '—'}</TableCell>
                  <TableCell>
                    {[nameOf(proposal?.headId), nameOf(proposal?.handlerId)]
                      .map((name) => name ?? '—')
                      .join(' / ')}
                  </TableCell>
                  <TableCell>
                    {why !== null ? (
                      <Tag tone="attention" sx={{ whiteSpace: 'normal' }}>
                        {t(`actWhy.${why as 'not_analysed'}`)}
                      </Tag>
                    ) : (
                      <Tag tone={outcome === null ? 'good' : 'info'}>
                        {t(outcome === null ? 'cases.bulkDone' : 'cases.bulkReady')}
                      </Tag>
                    )}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
        {refer.isError && <FailureNotice view="bulk-referral" error={refer.error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        {refer.data === undefined && (
          <AskedBox label={t('cases.asked')} asked={asked} onAsk={setAsked} sx={{ flex: 1 }} />
        )}
        <Button onClick={onClose}>{t(refer.data === undefined ? 'app.cancel' : 'app.close')}</Button>
        {refer.data === undefined && (
          <Button
            type="submit"
            variant="contained"
            disabled={!asked || going.length === 0 || refer.isPending}
            data-testid="bulk-go"
          >
            {t('cases.bulkGo', { n: going.length })}
          </Button>
        )}
      </DialogActions>
    </Box>
  );
}
