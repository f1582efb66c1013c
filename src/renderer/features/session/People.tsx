import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionPerson } from '../../../shared/ipc/contract';
import { Tag } from '../../ui/tags/Tag';

const Card = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  gridTemplateColumns: '3.4rem 1fr auto',
  alignItems: 'center',
  justifyItems: 'start',
  gap: '0.9rem',
  padding: '0.7rem 1rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: 4,
  background: seat.sheet,
  fontSize: '1.07rem',
  '&:hover': { borderColor: seat.primary },
  '&[aria-checked=true]': {
    borderColor: seat.primary,
    background: seat.primaryTint,
    boxShadow: `inset 0 0 0 1px ${seat.primary}`,
  },
}));

interface PeopleProps {
  people: readonly SessionPerson[];
  chosen: SessionPerson['id'] | null;
  onChoose: (id: SessionPerson['id']) => void;
}

/** One card a person. Arrows move, Enter or Space takes, and the focus goes to the password. */
export function People({ people, chosen, onChoose }: PeopleProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>('[role=radio]')?.focus(), []);
  const entry = Math.max(
    0,
    people.findIndex((person) => person.id === chosen),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
    const here = cards.findIndex((card) => card === document.activeElement);
    event.preventDefault();
    cards[(here + step + cards.length) % cards.length]?.focus();
  };
  return (
    <Box
      ref={list}
      role="radiogroup"
      aria-label={t('signIn.people')}
      onKeyDown={onKeyDown}
      sx={{ display: 'grid', gap: 1, maxHeight: '46vh', overflowY: 'auto', p: '3px', m: '-3px' }}
    >
      {people.map((person, index) => (
        <Card
          key={person.id}
          role="radio"
          aria-checked={person.id === chosen}
          tabIndex={index === entry ? 0 : -1}
          data-person={person.id}
          onClick={() => onChoose(person.id)}
        >
          <Box component="span" sx={{ fontWeight: 600, color: 'primary.main' }}>
            {person.number}
          </Box>
          <span>{person.name}</span>
          <Tag tone={person.role === 'supervisor' ? 'primary' : 'plain'}>{t(`role.${person.role}`)}</Tag>
        </Card>
      ))}
    </Box>
  );
}
