export { CasesPage } from './CasesPage';
export { CaseDoorsContext, type CaseDoors } from './case-doors';
