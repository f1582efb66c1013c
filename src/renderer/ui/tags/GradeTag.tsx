import { useTranslation } from 'react-i18next';
import type { Grade } from '../../../shared/lead/grade';
import { Tag } from './Tag';

const TONE = { major: 'danger', repeat: 'attention', general: 'plain' } as const;

/** 初步分析, the same mark wherever a report is shown. */
export function GradeTag({ grade }: { grade: Grade }) {
  const { t } = useTranslation();
  return (
    <Tag tone={TONE[grade]} data-testid="grade">
      {t(`grade.${grade}`)}
    </Tag>
  );
}
