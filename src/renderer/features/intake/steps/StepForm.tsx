import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert-never';
import type { StepId } from '../../../../shared/script/steps';
import { Notice } from '../../../ui/feedback/Notice';
import { useCall } from '../call/call-context';
import { AddressStep } from './AddressStep';
import { ClosingStep } from './ClosingStep';
import { DeadlineStep } from './DeadlineStep';
import { IdentityStep } from './IdentityStep';
import { PollutionStep } from './PollutionStep';
import { PurposeStep } from './PurposeStep';
import { ReadBackStep } from './ReadBackStep';
import { ScopeStep } from './ScopeStep';
import { TargetStep } from './TargetStep';
import { WishesStep } from './WishesStep';

/** The questions of one step. */
export function StepForm({ step }: { step: StepId }) {
  const { t } = useTranslation();
  const isPaper = useCall().draft.origin.kind === 'back_entry';
  switch (step) {
    case 'greeting':
      return (
        <Notice tone="plain" role="note">
          {t(isPaper ? 'greeting.lockedPaper' : 'greeting.locked')}
        </Notice>
      );
    case 'purpose':
      return <PurposeStep />;
    case 'scope':
      return <ScopeStep />;
    case 'identity':
      return <IdentityStep />;
    case 'target':
      return <TargetStep />;
    case 'address':
      return <AddressStep />;
    case 'pollution':
      return <PollutionStep />;
    case 'wishes':
      return <WishesStep />;
    case 'read_back':
      return <ReadBackStep />;
    case 'deadline':
      return <DeadlineStep />;
    case 'closing':
      return <ClosingStep />;
    default:
      return assertNever(step);
  }
}
