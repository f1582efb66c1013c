export { Blocked, NotEnrolled } from './Blocked';
export { NewPassphrase } from './NewPassphrase';
export { SignIn } from './SignIn';
export { Unlock } from './Unlock';
