export { MajorLeadBanner } from './MajorLeadBanner';
export { useWaitingLeads } from './use-lead-alerts';
