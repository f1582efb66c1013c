export { RegionView } from './RegionView';
