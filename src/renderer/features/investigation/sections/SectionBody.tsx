import { assertNever } from '../../../../shared/assert-never';
import type { Section } from '../../../../shared/investigation/investigation';
import { EnterpriseSection } from './EnterpriseSection';
import { SignatureSection } from './SignatureSection';
import { SiteSection } from './SiteSection';
import { AdviceSection, DutySection, ShortcomingsSection, SourceSection } from './TextSections';

export function SectionBody({ section }: { section: Section }) {
  switch (section) {
    case 'source':
      return <SourceSection />;
    case 'enterprise':
      return <EnterpriseSection />;
    case 'site':
      return <SiteSection />;
    case 'shortcomings':
      return <ShortcomingsSection />;
    case 'duty':
      return <DutySection />;
    case 'advice':
      return <AdviceSection />;
    case 'signature':
      return <SignatureSection />;
    default:
      return assertNever(section);
  }
}
