export { lockNow } from './lock-now';
export { LockGuard } from './LockGuard';
