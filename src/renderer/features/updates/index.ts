export { StoryNotice } from './StoryNotice';
export { UpdatesPage } from './UpdatesPage';
