export { Blocked, NotEnrolled } from './Blocked';
export { DoorSheet } from './DoorSheet';
export { LockGuard, lockNow } from './lock';
export { NewPassphrase } from './NewPassphrase';
export { PasswordButton, PasswordNotice } from './password/PasswordNotice';
export { SignIn } from './SignIn';
export { Unlock } from './Unlock';
export { DoorHelpContext } from './door-help';
