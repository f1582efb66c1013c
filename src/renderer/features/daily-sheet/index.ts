export { DailySheetPage } from './DailySheetPage';
export { GradeDialog } from './dialogs/GradeDialog';
export { DayStrip } from './DayStrip';
