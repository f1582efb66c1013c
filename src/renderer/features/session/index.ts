export { Blocked, NotEnrolled } from './Blocked';
export { DoorSheet } from './DoorSheet';
export { LockGuard, lockNow } from './lock';
export { NewPassphrase } from './NewPassphrase';
export { SignIn } from './SignIn';
export { Unlock } from './Unlock';
