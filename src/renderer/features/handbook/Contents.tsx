import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import { useTranslation } from 'react-i18next';
import type { Chapter } from '../../../shared/handbook/chapters';
import type { BookName } from './books';

export interface Entry extends Chapter {
  book: BookName;
  id: string;
}

/** The chapters to choose from; each with its book where they are of several. */
export function Contents({
  entries,
  chosen,
  isAcrossBooks,
  onChoose,
}: {
  entries: readonly Entry[];
  chosen: string | null;
  isAcrossBooks: boolean;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <List
      component="nav"
      dense
      aria-label={t('handbook.contents')}
      sx={{ overflowY: 'auto', minHeight: 0, py: 0 }}
      lang="zh-CN"
    >
      {entries.map(({ id, title, book }) => (
        <ListItemButton
          key={id}
          selected={id === chosen}
          aria-current={id === chosen ? 'true' : undefined}
          onClick={() => onChoose(id)}
        >
          <ListItemText primary={title} secondary={isAcrossBooks ? t(`handbook.book.${book}`) : null} />
        </ListItemButton>
      ))}
    </List>
  );
}
