import ChevronLeftOutlined from '@mui/icons-material/ChevronLeftOutlined';
import ChevronRightOutlined from '@mui/icons-material/ChevronRightOutlined';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { addDays, shanghaiDate } from '../../../shared/shanghai-time';

/** A day in Asia/Shanghai: today, another one, or the next to it. Never a day to come. */
export function DayPicker({ date, onChange }: { date: string; onChange: (date: string) => void }) {
  const { t } = useTranslation();
  const today = shanghaiDate(Date.now());
  const put = (chosen: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(chosen) && chosen <= today) onChange(chosen);
  };
  return (
    <>
      <IconButton size="small" aria-label={t('ledger.previous')} onClick={() => put(addDays(date, -1))}>
        <ChevronLeftOutlined />
      </IconButton>
      <TextField
        type="date"
        size="small"
        value={date}
        sx={{ width: '10.5rem', flexShrink: 0 }}
        onChange={(event) => put(event.target.value)}
        slotProps={{ htmlInput: { max: today, 'aria-label': t('ledger.day'), 'data-testid': 'ledger-date' } }}
      />
      <IconButton
        size="small"
        aria-label={t('ledger.next')}
        disabled={date >= today}
        onClick={() => put(addDays(date, 1))}
      >
        <ChevronRightOutlined />
      </IconButton>
      <Button size="small" sx={{ flexShrink: 0 }} disabled={date === today} onClick={() => put(today)}>
        {t('ledger.today')}
      </Button>
    </>
  );
}
