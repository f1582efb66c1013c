declare module 'exceljs/lib/doc/workbook.js' {
  import type { Workbook } from 'exceljs';

  const Empty: new () => Workbook;
  export default Empty;
}
