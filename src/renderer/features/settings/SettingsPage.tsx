import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { type AppState, type PolicyView, type SessionPerson, Settings } from '../../../shared/ipc/contract';
import { PasswordButton } from '../session';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Page } from '../../ui/Page';
import { fullTime } from '../../ui/times';
import { CareSheet } from './CareSheet';
import { NetworkSheet } from './network/NetworkSheet';
import { PhoneSheet } from './PhoneSheet';
import { PolicySheet } from './PolicySheet';
import { RetentionSheet } from './retention/RetentionSheet';
import { BundleRefused } from './BundleRefused';
import { KeysRefused } from './KeysRefused';
import { Choice, Fact, Line, Sheet } from './Sheet';

/** How this PC shows the seat, and what the seat is. Nothing the province decides can be set here. */
export function SettingsPage({ app, person }: { app: AppState; person: SessionPerson }) {
  const { t } = useTranslation();
  const save = useSeatAct('settings.save', ['app.state']);
  const policy = useSeatQuery('policy.view', {}).data;
  const isLocked = (name: PolicyView['locked'][number]) => policy?.locked.includes(name) ?? false;
  const put = (part: Partial<Settings>) => save.mutate({ ...app.settings, ...part });
  return (
    <Page view="settings" title={t('settings.title')}>
      <Box sx={{ display: 'grid', gap: 2, maxWidth: '52rem', overflowY: 'auto', maxHeight: '100%' }}>
        <KeysRefused />
        <BundleRefused />
        {save.isError && <FailureNotice view="settings" error={save.error} />}
        <Sheet>
          <Choice
            label={t('settings.language')}
            value={app.settings.language}
            options={[
              ['zh-CN', t('settings.zhCN')],
              ['en-US', t('settings.enUS')],
            ]}
            onChoose={(language) => put({ language })}
            isLocked={isLocked('language')}
          />
          <Choice
            label={t('settings.theme')}
            value={app.settings.theme}
            options={[
              ['light', t('settings.light')],
              ['dark', t('settings.dark')],
              ['system', t('settings.system')],
            ]}
            onChoose={(theme) => put({ theme })}
            isLocked={isLocked('theme')}
          />
          <Choice
            label={t('settings.textSize')}
            hint={t('settings.textSizeHint')}
            value={app.settings.textSize}
            options={Settings.shape.textSize.options.map(
              (size) => [size, t(`settings.size.${size}`)] as const,
            )}
            onChoose={(textSize) => put({ textSize })}
            isLocked={isLocked('textSize')}
          />
          <Choice
            label={t('settings.confirmKey')}
            hint={t('settings.confirmKeyHint')}
            value={app.settings.confirmKey}
            options={[
              ['enter', 'Enter / F2'],
              ['f2', 'F2'],
            ]}
            onChoose={(confirmKey) => put({ confirmKey })}
            isLocked={isLocked('confirmKey')}
          />
          <Line label={t('lock.change.label')}>
            <PasswordButton person={person} />
          </Line>
          <Line label={t('settings.tour')}>
            <Button size="small" onClick={() => put({ tourSeen: false })}>
              {t('settings.showTour')}
            </Button>
          </Line>
        </Sheet>
        <CareSheet />
        <NetworkSheet person={person} />
        {person.role === 'supervisor' && <PhoneSheet />}
        {person.role === 'supervisor' && app.practice === null && <RetentionSheet />}
        <PolicySheet />
        <Sheet title={t('settings.about')}>
          <Fact label={t('settings.version')}>{app.version}</Fact>
          <Fact label={t('settings.runtime')}>{app.runtime}</Fact>
          <Fact label={t('settings.seat')}>
            {app.seat === null
              ? t('app.nothing')
              : t('status.seat', { id: app.seat.id, unit: app.seat.unitName })}
          </Fact>
          {app.store.kind === 'open' && (
            <Fact label={t('settings.keyKeptBy')}>{t(`keyKeptBy.${app.store.keyKeptBy}`)}</Fact>
          )}
          <Fact label={t('people.roster.label')}>
            {app.roster === null
              ? t('people.roster.none')
              : t('people.roster.until', { date: fullTime(app.roster.expiresAt).slice(0, 16) })}
          </Fact>
          <Fact label={t('settings.province')}>{t('settings.provinceHint')}</Fact>
        </Sheet>
      </Box>
    </Page>
  );
}
