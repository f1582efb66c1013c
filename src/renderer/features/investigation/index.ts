export { InvestigationPage } from './InvestigationPage';
export { InvestigationsPage } from './InvestigationsPage';
