import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { SECTIONS, type Section } from '../../../shared/investigation/investigation';
import { HEADINGS } from '../../../shared/investigation/paper';
import type { InvestigationProblem } from '../../../shared/investigation/problems';
import { Tag } from '../../ui/tags/Tag';

/** The seven sections, and what is done with the report once it is written. */
export type Place = Section | 'replies' | 'history';
export const PLACES: readonly Place[] = [...SECTIONS, 'replies', 'history'];

const Item = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'flex',
  justifyContent: 'space-between',
  gap: '0.5rem',
  width: '100%',
  padding: '0.5rem 0.7rem',
  borderLeft: '3px solid transparent',
  fontSize: '0.96rem',
  textAlign: 'left',
  color: seat.inkSoft,
  '&:hover': { background: seat.primaryTint },
  '&[aria-current=step]': {
    borderLeftColor: seat.primary,
    background: seat.sheet,
    color: seat.ink,
    fontWeight: 600,
  },
}));

interface SectionRailProps {
  place: Place;
  problems: readonly InvestigationProblem[];
  /** One strip above the section instead of a column beside it. */
  isCompact: boolean;
  onOpen: (place: Place) => void;
}

/** 一 to 七 with what is still open in each, then the replies and the revisions. */
export function SectionRail({ place, problems, isCompact, onOpen }: SectionRailProps) {
  const { t } = useTranslation();
  const open = (section: Section) => problems.filter((problem) => problem.section === section).length;
  return (
    <Box
      component="nav"
      aria-label={t('investigation.rail')}
      sx={({ seat }) => ({
        background: seat.inset,
        borderRight: `1px solid ${seat.line}`,
        overflowY: 'auto',
        py: 0.5,
        ...(isCompact && {
          display: 'flex',
          overflowX: 'auto',
          '& button': { width: 'auto', flexShrink: 0, whiteSpace: 'nowrap' },
        }),
      })}
    >
      {SECTIONS.map((section) => {
        const n = open(section);
        return (
          <Item
            key={section}
            aria-current={place === section ? 'step' : undefined}
            data-testid={`section-${section}`}
            onClick={() => onOpen(section)}
          >
            <span>{HEADINGS[section]}</span>
            <Tag tone={n === 0 ? 'good' : 'plain'}>
              {n === 0 ? t('investigation.complete') : t('investigation.openCount', { n })}
            </Tag>
          </Item>
        );
      })}
      <Box sx={({ seat }) => ({ borderTop: `1px solid ${seat.line}`, my: 0.5 })} />
      {(['replies', 'history'] as const).map((each) => (
        <Item
          key={each}
          aria-current={place === each ? 'step' : undefined}
          data-testid={`section-${each}`}
          onClick={() => onOpen(each)}
        >
          {t(`investigation.place.${each}`)}
        </Item>
      ))}
    </Box>
  );
}
