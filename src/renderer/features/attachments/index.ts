export { AttachmentList } from './AttachmentList';
export { AttachmentDesk } from './AttachmentDesk';
export { EvidenceList } from './EvidenceList';
export { EvidenceLook } from './EvidenceLook';
export { EvidencePicker } from './EvidencePicker';
