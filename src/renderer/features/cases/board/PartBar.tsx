import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { CASE_STAGES } from '../../../../shared/case/case';
import { DUE_PARTS, OWED_PARTS, type CaseBoard, type CasePart } from '../../../../shared/ipc/contract';

const GROUPS: readonly (readonly [name: 'byStage' | 'byDate' | 'owed', parts: readonly CasePart[]])[] = [
  ['byStage', CASE_STAGES],
  ['byDate', DUE_PARTS],
  ['owed', OWED_PARTS],
];
/** Red where there is one at all. */
const ALARMING: readonly CasePart[] = ['overdue', 'unsigned'];

const Chip = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'inline-flex',
  gap: '0.4rem',
  alignItems: 'baseline',
  padding: '0.2rem 0.6rem',
  border: `1px solid ${seat.line}`,
  borderRadius: 4,
  background: seat.sheet,
  color: seat.inkSoft,
  fontSize: '0.95rem',
  '& strong': { fontSize: '1rem', color: seat.ink },
  '&:hover': { background: seat.primaryTint },
  '&[aria-checked=true]': { borderColor: seat.primary, background: seat.primaryTint, color: seat.primary },
  '&[data-alarm=true] strong': { color: seat.danger },
}));

interface PartBarProps {
  board: CaseBoard | undefined;
  chosen: CasePart;
  onChoose: (part: CasePart) => void;
}

/** The lists of the board with how many stand in each; arrows walk them, as among radio buttons. */
export function PartBar({ board, chosen, onChoose }: PartBarProps) {
  const { t } = useTranslation();
  const all = GROUPS.flatMap(([, parts]) => parts);
  return (
    <Box
      role="radiogroup"
      aria-label={t('cases.lists')}
      data-testid="part-bar"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.75, flexShrink: 0 }}
      onKeyDown={(event) => {
        const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const next = turn === undefined ? undefined : all[all.indexOf(chosen) + turn];
        if (next === undefined) return;
        event.preventDefault();
        onChoose(next);
        event.currentTarget.querySelector<HTMLElement>(`[data-part=${next}]`)?.focus();
      }}
    >
      {GROUPS.map(([name, parts]) => (
        <Box key={name} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center' }}>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.88rem', mr: 0.25 }}>
            {t(`cases.group.${name}`)}
          </Box>
          {parts.map((part) => {
            const count = board?.counts[part];
            return (
              <Chip
                key={part}
                role="radio"
                aria-checked={part === chosen}
                tabIndex={part === chosen ? 0 : -1}
                data-part={part}
                data-alarm={ALARMING.includes(part) && (count ?? 0) > 0}
                onClick={() => onChoose(part)}
              >
                {t(`cases.part.${part}`)}
                <strong>{count ?? '…'}</strong>
              </Chip>
            );
          })}
        </Box>
      ))}
    </Box>
  );
}
