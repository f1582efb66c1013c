import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppState, Settings } from '../../../shared/ipc/contract';
import { useSeatAct } from '../../seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Page } from '../../ui/Page';

/** How this PC shows the seat, and what the seat is. Nothing the province decides can be set here. */
export function SettingsPage({ app }: { app: AppState }) {
  const { t } = useTranslation();
  const save = useSeatAct('settings.save', ['app.state']);
  const put = (part: Partial<Settings>) => save.mutate({ ...app.settings, ...part });
  return (
    <Page title={t('settings.title')}>
      <Box sx={{ display: 'grid', gap: 2, maxWidth: '52rem', overflowY: 'auto', maxHeight: '100%' }}>
        {save.isError && <FailureNotice error={save.error} />}
        <Sheet>
          <Choice
            label={t('settings.language')}
            value={app.settings.language}
            options={[
              ['zh-CN', t('settings.zhCN')],
              ['en-US', t('settings.enUS')],
            ]}
            onChoose={(language) => put({ language })}
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
          />
          <Choice
            label={t('settings.textSize')}
            hint={t('settings.textSizeHint')}
            value={app.settings.textSize}
            options={Settings.shape.textSize.options.map(
              (size) => [size, t(`settings.size.${size}`)] as const,
            )}
            onChoose={(textSize) => put({ textSize })}
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
          />
          <Line label={t('settings.tour')}>
            <Button size="small" onClick={() => put({ tourSeen: false })}>
              {t('settings.showTour')}
            </Button>
          </Line>
        </Sheet>
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
          <Fact label={t('settings.province')}>{t('settings.provinceHint')}</Fact>
        </Sheet>
      </Box>
    </Page>
  );
}

function Sheet({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Box
      component="section"
      sx={({ seat }) => ({
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
        '& > * + *': { borderTop: `1px solid ${seat.line}` },
      })}
    >
      {title && (
        <Box component="h2" sx={{ m: 0, px: 2, py: 1, fontSize: '1rem', color: 'text.secondary' }}>
          {title}
        </Box>
      )}
      {children}
    </Box>
  );
}

function Line({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 2, py: 1.25, minHeight: '3.4rem' }}>
      <Box sx={{ flex: 1 }}>
        <Box>{label}</Box>
        {hint && <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{hint}</Box>}
      </Box>
      {children}
    </Box>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '11rem 1fr', gap: 2, px: 2, py: 0.75 }}>
      <Box sx={{ color: 'text.secondary' }}>{label}</Box>
      <Box>{children}</Box>
    </Box>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  hint?: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ label, hint, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <Line label={label} hint={hint}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={value}
        aria-label={label}
        onChange={(_, chosen: T | null) => chosen !== null && onChoose(chosen)}
        sx={{ '& .MuiToggleButton-root': { px: 2, textTransform: 'none', fontSize: '0.95rem' } }}
      >
        {options.map(([option, name]) => (
          <ToggleButton key={option} value={option}>
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Line>
  );
}
