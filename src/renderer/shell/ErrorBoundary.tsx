import Button from '@mui/material/Button';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StandIn } from '../ui/feedback/EmptyState';
import { marked } from '../ui/views';

/** A fault of ours on one page. What was typed is in the store already; the page can be opened anew. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <StandIn
      titleAs="h1"
      mark={marked('broken', 'failed')}
      title={t('broken.title')}
      hint={t('broken.hint')}
      action={
        <Button variant="contained" autoFocus onClick={() => window.location.reload()}>
          {t('broken.reload')}
        </Button>
      }
    />
  );
}
