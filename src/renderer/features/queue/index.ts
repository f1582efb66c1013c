export { QueuePage } from './QueuePage';
export { useGridFocusManners } from './grid-focus';
export { ReceiptFacts } from './detail/ReceiptFacts';
export { RecordFields } from './detail/RecordFields';
export { ScriptProof } from './detail/ScriptProof';
