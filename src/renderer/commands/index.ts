export { Cap } from './Cap';
export { CommandBar } from './CommandBar';
export { CommandMenu } from './CommandMenu';
export { ShortcutSheet } from './ShortcutSheet';
export { useCommand, useCommandKeys } from './use-command';
