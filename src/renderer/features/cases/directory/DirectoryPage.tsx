import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Directory, Official, Unit } from '../../../../shared/case/directory';
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap } from '../../../commands';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { EmptyState } from '../../../ui/feedback/EmptyState';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Loading } from '../../../ui/feedback/Loading';
import { Page } from '../../../ui/Page';
import { Tag } from '../../../ui/tags/Tag';
import { EntryDialog, type Entry } from './EntryDialog';

/** 名录: units, the persons who may be named in a case, and what they declared. Nobody is taken out. */
export function DirectoryPage({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const directory = useSeatQuery('directory.list', {});
  const seed = useSeatAct('directory.seed', ['directory.list']);
  const [entry, setEntry] = useState<Entry | null>(null);
  const failure = directory.error ?? seed.error;
  const seedButton = (
    <Button onClick={() => seed.mutate({})} disabled={seed.isPending} data-testid="seed">
      {t('cases.seed')}
    </Button>
  );
  return (
    <Page
      view="directory"
      title={t('cases.directory')}
      lead={seed.data === undefined ? undefined : t('cases.seeded', { n: seed.data.added })}
      tools={
        <>
          {(directory.data?.units.length ?? 0) > 0 && seedButton}
          <Button onClick={() => setEntry({ kind: 'unit', unit: null })} data-testid="new-unit">
            {t('cases.newUnit')}
          </Button>
          <Button
            onClick={() => setEntry({ kind: 'official', official: null })}
            disabled={(directory.data?.units.length ?? 0) === 0}
            data-testid="new-official"
          >
            {t('cases.newOfficial')}
          </Button>
          <Button
            onClick={() => setEntry({ kind: 'interest' })}
            disabled={(directory.data?.officials.length ?? 0) === 0}
            data-testid="new-interest"
          >
            {t('cases.newInterest')}
          </Button>
          <Button onClick={onBack} variant="contained" aria-keyshortcuts={ariaKeys('caseDirectory')}>
            {t('cases.toCases')}
            <Cap of="caseDirectory" />
          </Button>
        </>
      }
    >
      {failure && <FailureNotice view="directory" error={failure} />}
      {directory.isPending && <Loading view="directory" />}
      {directory.data?.units.length === 0 && (
        <EmptyState
          view="directory"
          title={t('cases.noDirectory')}
          hint={t('cases.noDirectoryHint')}
          action={seedButton}
        />
      )}
      {directory.data !== undefined && directory.data.units.length > 0 && (
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(19rem, 1fr))',
            gap: 1.5,
            height: '100%',
            minHeight: 0,
          }}
        >
          <Units directory={directory.data} onEdit={(unit) => setEntry({ kind: 'unit', unit })} />
          <Officials
            directory={directory.data}
            onEdit={(official) => setEntry({ kind: 'official', official })}
          />
          <Interests directory={directory.data} />
        </Box>
      )}
      {entry !== null && directory.data !== undefined && (
        <EntryDialog entry={entry} directory={directory.data} onClose={() => setEntry(null)} />
      )}
    </Page>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      tabIndex={0} // it scrolls
      sx={({ seat }) => ({
        overflowY: 'auto',
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
        '& > div': { borderTop: `1px solid ${seat.line}`, px: 1.5, py: 0.6 },
      })}
    >
      <Box component="h2" sx={{ m: 0, px: 1.5, py: 0.75, fontSize: '1rem', color: 'text.secondary' }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}

function Line({
  words,
  note,
  isActive,
  onEdit,
}: {
  words: string;
  note: string;
  isActive: boolean;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {words} {!isActive && <Tag tone="plain">{t('cases.off')}</Tag>}
        <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>{note}</Box>
      </Box>
      <Button size="small" onClick={onEdit} aria-label={t('cases.editEntry', { name: words })}>
        {t('cases.edit')}
      </Button>
    </Box>
  );
}

function Units({ directory, onEdit }: { directory: Directory; onEdit: (unit: Unit) => void }) {
  const { t } = useTranslation();
  return (
    <Column title={t('cases.units', { n: directory.units.length })}>
      {directory.units.map((unit) => (
        <Line
          key={unit.id}
          words={unit.name}
          note={[t(`cases.level.${unit.level}`), unit.area, unit.phone].filter(Boolean).join(' · ')}
          isActive={unit.isActive}
          onEdit={() => onEdit(unit)}
        />
      ))}
    </Column>
  );
}

function Officials({ directory, onEdit }: { directory: Directory; onEdit: (official: Official) => void }) {
  const { t } = useTranslation();
  const units = new Map(directory.units.map(({ id, name }) => [id, name]));
  return (
    <Column title={t('cases.officials', { n: directory.officials.length })}>
      {directory.officials.map((official) => (
        <Line
          key={official.id}
          words={official.name}
          note={[
            t(`cases.role.${official.role}`),
            units.get(official.unitId),
            official.phone,
            official.areas.length > 0 && t('cases.avoids', { areas: official.areas.join(t('app.comma')) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          isActive={official.isActive}
          onEdit={() => onEdit(official)}
        />
      ))}
    </Column>
  );
}

function Interests({ directory }: { directory: Directory }) {
  const { t } = useTranslation();
  const end = useSeatAct('directory.endInterest', ['directory.list']);
  const names = new Map(directory.officials.map(({ id, name }) => [id, name]));
  return (
    <Column
      title={t('cases.interests', {
        n: directory.interests.filter(({ endedAt }) => endedAt === null).length,
      })}
    >
      {end.isError && <FailureNotice view="directory" error={end.error} />}
      {directory.interests.map(({ seq, officialId, ground, words, endedAt }) => (
        <Box key={seq} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            {names.get(officialId)} {endedAt !== null && <Tag tone="plain">{t('cases.ended')}</Tag>}
            <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>
              {t(`cases.ground.${ground}`, { words: '' })} · {words}
            </Box>
          </Box>
          {endedAt === null && (
            <Button
              size="small"
              onClick={() => end.mutate({ seq })}
              disabled={end.isPending}
              aria-label={t('cases.endInterest', { name: names.get(officialId), words })}
            >
              {t('cases.end')}
            </Button>
          )}
        </Box>
      ))}
    </Column>
  );
}
