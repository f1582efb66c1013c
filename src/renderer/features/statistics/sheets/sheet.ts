import type { StatisticsReport } from '../../../../shared/statistics/report';

export interface SheetProps {
  report: StatisticsReport;
  /** Charts are read as tables. */
  asTable: boolean;
  onTable: (asTable: boolean) => void;
}
