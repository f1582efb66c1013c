export { Cap } from './Cap';
export { useCommand, useCommandKeys } from './use-command';
