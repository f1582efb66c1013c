import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../shared/ipc/contract';
import { chaptersWith } from '../../../shared/handbook/chapters';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { SearchField } from '../../ui/lists/SearchField';
import { Page } from '../../ui/Page';
import { useCompact } from '../../ui/use-compact';
import { BOOKS, type BookName, CHAPTERS } from './books';
import { ChapterText } from './ChapterText';
import { Contents, type Entry } from './Contents';

const ALL: readonly Entry[] = BOOKS.flatMap((book) =>
  CHAPTERS[book].map((chapter, at) => ({ ...chapter, book, id: `${book}-${at}` })),
);

const firstBook = (person: SessionPerson | null): BookName => {
  if (person === null) return 'installer';
  return person.role === 'supervisor' ? 'supervisor' : 'agent';
};

/**
 * 帮助: the handbooks that came with this version, chapter by chapter; what is typed finds chapters in all of them. It opens at
 * the reader's own; where nobody has signed in, whoever installs the seat reads.
 */
export function HandbookPage({ person, tools }: { person: SessionPerson | null; tools?: ReactNode }) {
  const { t } = useTranslation();
  const isCompact = useCompact();
  const title = useId();
  const article = useRef<HTMLElement>(null);
  const [book, setBook] = useState<BookName>(firstBook(person));
  const [chosen, setChosen] = useState<string>(`${book}-0`);
  const [typed, setTyped] = useState('');
  const isSearch = typed.trim() !== '';
  const listed = useMemo(
    () => (isSearch ? chaptersWith(ALL, typed) : ALL.filter((each) => each.book === book)),
    [book, isSearch, typed],
  );
  const shown = listed.find(({ id }) => id === chosen) ?? listed[0];
  useEffect(() => {
    article.current?.scrollTo(0, 0);
  }, [shown?.id]);
  return (
    <Page
      view="handbook"
      title={t('handbook.title')}
      lead={t('handbook.lead')}
      tools={
        <>
          <SearchField
            label={t('handbook.search')}
            placeholder={t('handbook.search')}
            value={typed}
            width="16rem"
            onChange={setTyped}
          />
          {tools}
        </>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          ...(!isCompact && {
            gridTemplateColumns: '17rem minmax(0, 1fr)',
            gridTemplateRows: 'minmax(0, 1fr)',
            height: '100%',
          }),
        }}
      >
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, minHeight: 0 }}>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={isSearch ? null : book}
            aria-label={t('handbook.books')}
            onChange={(_, next: BookName | null) => {
              if (next === null) return;
              setTyped('');
              setBook(next);
              setChosen(`${next}-0`);
            }}
            sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr' }}
          >
            {BOOKS.map((each) => (
              <ToggleButton key={each} value={each} sx={{ py: 0.5 }}>
                {t(`handbook.book.${each}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Contents
            entries={listed}
            chosen={shown?.id ?? null}
            isAcrossBooks={isSearch}
            onChoose={(id) => {
              setChosen(id);
              article.current?.focus();
            }}
          />
        </Box>
        {shown === undefined ? (
          <EmptyState view="handbook" title={t('handbook.nothing')} hint={t('handbook.nothingTodo')} />
        ) : (
          <Box
            ref={article}
            component="article"
            // Read by the keys that scroll.
            tabIndex={0}
            aria-labelledby={title}
            lang="zh-CN"
            data-testid="handbook-chapter"
            sx={({ seat }) => ({
              overflowY: 'auto',
              minHeight: 0,
              p: 2.5,
              pt: 2,
              background: seat.sheet,
              border: `1px solid ${seat.line}`,
              '&:focus-visible': { outline: `2px solid ${seat.focus}`, outlineOffset: -2 },
            })}
          >
            <Typography variant="h2" id={title} sx={{ mb: 1 }}>
              {shown.title}
            </Typography>
            <ChapterText text={shown.text} />
          </Box>
        )}
      </Box>
    </Page>
  );
}
