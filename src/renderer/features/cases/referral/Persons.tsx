import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { Directory, Official } from '../../../../shared/case/directory';
import type { ReferralPreview } from '../../../../shared/ipc/contract';

export interface Choice {
  unitId: string;
  headId: string;
  handlerId: string;
  supervisedById: string;
}

interface PersonsProps {
  choice: Choice;
  preview: ReferralPreview;
  directory: Directory;
  isTried: boolean;
  onUnit: (unitId: string) => void;
  onChange: (part: Partial<Choice>) => void;
}

/** 首办责任: unit, its head, who works on it, and who watches over it. Who has to stand back can't be chosen, and why. */
export function Persons({ choice, preview, directory, isTried, onUnit, onChange }: PersonsProps) {
  const { t } = useTranslation();
  const refusedUnits = new Map<string, string>(preview.units.map(({ unitId, reason }) => [unitId, reason]));
  const ofUnit = (role: Official['role'], other: string) =>
    directory.officials.filter(
      (each) => each.isActive && each.unitId === choice.unitId && each.role === role && each.id !== other,
    );
  const menu = (name: string) => ({
    select: { SelectDisplayProps: { 'data-field': name } as object },
  });
  const person = (name: 'headId' | 'handlerId' | 'supervisedById', people: readonly Official[]) => (
    <TextField
      select
      label={t(`cases.referralField.${name}`)}
      value={people.some(({ id }) => id === choice[name]) ? choice[name] : ''}
      error={isTried && name !== 'supervisedById' && choice[name] === ''}
      onChange={(event) => onChange({ [name]: event.target.value })}
      helperText={people.length === 0 && choice.unitId !== '' ? t('cases.nobodyThere') : undefined}
      slotProps={menu(name)}
    >
      {name === 'supervisedById' && <MenuItem value="">{t('app.nothing')}</MenuItem>}
      {people.map((official) => {
        const hits = preview.recusals.filter(({ officialId }) => officialId === official.id);
        const isBlocked = hits.some(({ isBlocking }) => isBlocking);
        const why = hits
          .map(({ ground, words }) => t(`cases.ground.${ground}`, { words: ground === 'area' ? '' : words }))
          .join(t('app.semicolon'));
        return (
          <MenuItem key={official.id} value={official.id} disabled={isBlocked}>
            {official.name}
            {why !== '' && t(isBlocked ? 'cases.standsBack' : 'cases.wasNamed', { why })}
          </MenuItem>
        );
      })}
    </TextField>
  );
  return (
    <>
      <TextField
        select
        label={t('cases.referralField.unitId')}
        value={choice.unitId}
        error={isTried && choice.unitId === ''}
        onChange={(event) => onUnit(event.target.value)}
        helperText={directory.units.length === 0 ? t('cases.noUnits') : undefined}
        slotProps={menu('unitId')}
      >
        {directory.units
          .filter(({ isActive }) => isActive)
          .map(({ id, name }) => {
            const reason = refusedUnits.get(id);
            return (
              <MenuItem key={id} value={id} disabled={reason !== undefined}>
                {name}
                {reason !== undefined && t('cases.mayNot', { why: t(`actWhy.${reason as 'unit_disputed'}`) })}
              </MenuItem>
            );
          })}
      </TextField>
      {person('headId', ofUnit('unit_head', choice.handlerId))}
      {person('handlerId', ofUnit('handler', choice.headId))}
      {person(
        'supervisedById',
        directory.officials.filter(
          ({ isActive, id }) => isActive && id !== choice.headId && id !== choice.handlerId,
        ),
      )}
    </>
  );
}
