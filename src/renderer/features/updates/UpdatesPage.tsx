import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../shared/ipc/contract';
import type { UpdateView } from '../../../shared/updates/view';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Notice } from '../../ui/feedback/Notice';
import { Page } from '../../ui/Page';
import { fullTime } from '../../ui/times';
import { Facts } from './Facts';
import { Outcome } from './Outcome';
import { StagedSheet } from './StagedSheet';
import { storyWords } from './story-words';
import { Work } from './Work';

/** 更新: the version that runs, what was taken and checked, and the line that an administrator runs. Installs nothing. */
export function UpdatesPage({ person }: { person: SessionPerson }) {
  const { t } = useTranslation();
  const view = useSeatQuery('update.view', {});
  const look = useSeatAct('update.look', ['update.view']);
  const take = useSeatAct('update.import', ['update.view']);
  const isBusy = take.isPending || look.isPending || isAtWork(view.data);
  const mayLook = view.data !== undefined && view.data.hasKey && view.data.source.kind !== 'none';
  const isSupervisor = person.role === 'supervisor';
  return (
    <Page
      view="updates"
      title={t('updates.page.title')}
      lead={t('updates.page.lead')}
      tools={
        isSupervisor ? (
          <>
            {mayLook && (
              <Button
                variant="contained"
                autoFocus
                aria-disabled={isBusy}
                data-testid="update-look"
                onClick={() => !isBusy && look.mutate({})}
              >
                {t('updates.page.look')}
              </Button>
            )}
            {view.data?.hasKey === true && (
              <Button
                variant="outlined"
                aria-disabled={isBusy}
                data-testid="update-import"
                onClick={() => !isBusy && take.mutate({})}
              >
                {t('updates.page.import')}
              </Button>
            )}
          </>
        ) : (
          <Box sx={{ color: 'text.secondary' }}>{t('updates.page.supervisorOnly')}</Box>
        )
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, maxWidth: '60rem', height: '100%' }}>
        {[look, take].map(
          (act, index) => act.isError && <FailureNotice key={index} view="updates" error={act.error} />,
        )}
        {view.isPending && <Loading view="updates" />}
        {view.isError && <FailureNotice view="updates" error={view.error} />}
        {view.data !== undefined && <Shown view={view.data} />}
      </Box>
    </Page>
  );
}

const isAtWork = (view: UpdateView | undefined): boolean =>
  view?.work.kind === 'looking' || view?.work.kind === 'taking';

function Shown({ view }: { view: UpdateView }) {
  const { t } = useTranslation();
  const { version, hasKey, staged, work, looked } = view;
  return (
    <>
      <Facts
        facts={[
          [t('updates.page.running'), version],
          [t('updates.page.source'), <Source key="source" source={view.source} />],
        ]}
      />
      {!hasKey && (
        <Notice tone="attention" title={t('updates.page.noKey')}>
          {t('updates.page.noKeyTodo')}
        </Notice>
      )}
      <Work work={work} />
      {looked !== null && work.kind === 'idle' && <Outcome looked={looked} />}
      {staged !== null && <StagedSheet staged={staged} />}
      {staged === null && work.kind === 'idle' && hasKey && (
        <EmptyState view="updates" title={t('updates.page.empty')} hint={t('updates.page.emptyTodo')} />
      )}
      <LastStart />
    </>
  );
}

function Source({ source }: Pick<UpdateView, 'source'>) {
  const { t } = useTranslation();
  if (source.kind === 'center') return t('updates.page.sourceCenter');
  return source.kind === 'none'
    ? t('updates.page.sourceNone')
    : t('updates.page.sourceFolder', { folder: source.folder });
}

function LastStart() {
  const { t } = useTranslation();
  const story = useSeatQuery('update.state', {}).data?.story ?? null;
  if (story === null) return null;
  const words = `${fullTime(story.at).slice(0, 16)} ${storyWords(t, story).join(' ')}`;
  return <Facts facts={[[t('updates.page.lastStart'), words]]} />;
}
