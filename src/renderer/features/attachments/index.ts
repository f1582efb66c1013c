export { AttachmentList } from './AttachmentList';
export { AttachmentDesk } from './AttachmentDesk';
