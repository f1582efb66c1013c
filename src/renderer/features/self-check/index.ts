export { SelfCheckPage } from './SelfCheckPage';
