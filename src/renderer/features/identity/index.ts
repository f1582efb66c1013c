export { IdentityPart } from './IdentityPart';
