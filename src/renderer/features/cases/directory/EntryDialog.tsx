import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Interest, InterestGround, Official, Unit, type Directory } from '../../../../shared/case/directory';
import { OfficialRole, UnitLevel } from '../../../../shared/case/official';
import { useSeatAct } from '../../../seat/seat-queries';
import { Dialog } from '../../../ui/Dialog';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { newEntryId } from './new-id';

export type Entry =
  | { kind: 'unit'; unit: Unit | null }
  | { kind: 'official'; official: Official | null }
  | { kind: 'interest' };

interface EntryDialogProps {
  entry: Entry;
  directory: Directory;
  onClose: () => void;
}

const Declared = Interest.pick({ officialId: true, ground: true, words: true });

/** One entry of the directory: new, changed, switched off, or an interest declared. */
export function EntryDialog({ entry, directory, onClose }: EntryDialogProps) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Record<string, string>>(() => valuesOf(entry));
  const [isActive, setActive] = useState(
    entry.kind === 'unit'
      ? (entry.unit?.isActive ?? true)
      : entry.kind === 'official'
        ? (entry.official?.isActive ?? true)
        : true,
  );
  const [isTried, setTried] = useState(false);
  const saveUnit = useSeatAct('directory.saveUnit', ['directory.list']);
  const saveOfficial = useSeatAct('directory.saveOfficial', ['directory.list']);
  const declare = useSeatAct('directory.declare', ['directory.list']);
  const error = saveUnit.error ?? saveOfficial.error ?? declare.error;
  const put = (name: string) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const word = (name: string) => (values[name] ?? '').trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const done = { onSuccess: onClose };
    const common = { id: word('id'), name: word('name'), phone: word('phone'), isActive };
    if (entry.kind === 'unit') {
      const unit = Unit.safeParse({ ...common, level: values['level'], area: word('area') });
      if (unit.success) saveUnit.mutate(unit.data, done);
    } else if (entry.kind === 'official') {
      const areas = word('areas')
        .split(/[、，,\s]+/u)
        .filter((each) => each !== '');
      const official = Official.safeParse({
        ...common,
        unitId: values['unitId'],
        role: values['role'],
        areas,
      });
      if (official.success) saveOfficial.mutate(official.data, done);
    } else {
      const { officialId, ground } = values;
      const interest = Declared.safeParse({ officialId, ground, words: word('words') });
      if (interest.success) declare.mutate(interest.data, done);
    }
  };

  const text = (name: 'name' | 'area' | 'phone' | 'areas' | 'words', isFirst = false) => (
    <TextField
      label={t(`cases.entry.${name}`)}
      helperText={t(`cases.entryHint.${name}`)}
      value={values[name] ?? ''}
      autoFocus={isFirst}
      onChange={put(name)}
      slotProps={{ htmlInput: { maxLength: 200, 'data-field': name } }}
    />
  );
  const pick = (
    name: 'level' | 'unitId' | 'role' | 'officialId' | 'ground',
    options: (readonly [string, string])[],
  ) => (
    <TextField
      select
      label={t(`cases.entry.${name}`)}
      value={values[name] ?? ''}
      onChange={put(name)}
      slotProps={{
        select: { SelectDisplayProps: { 'data-field': name } as object },
      }}
    >
      {options.map(([value, words]) => (
        <MenuItem key={value} value={value}>
          {words}
        </MenuItem>
      ))}
    </TextField>
  );

  return (
    <Dialog
      view="directory-entry"
      open
      onClose={onClose}
      aria-labelledby="entry-title"
      maxWidth="sm"
      fullWidth
    >
      <Box component="form" onSubmit={submit} noValidate data-testid="entry-dialog">
        <DialogTitle id="entry-title">{t(`cases.entryTitle.${entry.kind}`)}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ color: 'text.secondary' }}>{t(`cases.entryLead.${entry.kind}`)}</Box>
          {entry.kind === 'unit' && (
            <>
              {text('name', true)}
              {pick(
                'level',
                UnitLevel.options.map((level) => [level, t(`cases.level.${level}`)]),
              )}
              {text('area')}
              {text('phone')}
            </>
          )}
          {entry.kind === 'official' && (
            <>
              {text('name', true)}
              {pick(
                'unitId',
                directory.units.map(({ id, name }) => [id, name]),
              )}
              {pick(
                'role',
                OfficialRole.options.map((role) => [role, t(`cases.role.${role}`)]),
              )}
              {text('phone')}
              {text('areas')}
            </>
          )}
          {entry.kind === 'interest' && (
            <>
              {pick(
                'officialId',
                directory.officials.map(({ id, name, role }) => [id, `${name} · ${t(`cases.role.${role}`)}`]),
              )}
              {pick(
                'ground',
                InterestGround.options.map((ground) => [ground, t(`cases.ground.${ground}`, { words: '' })]),
              )}
              {text('words')}
            </>
          )}
          {entry.kind !== 'interest' && (
            <FormControlLabel
              control={<Switch checked={isActive} onChange={(_, is) => setActive(is)} />}
              label={t('cases.active')}
            />
          )}
          {isTried &&
            error === null &&
            !saveUnit.isPending &&
            !saveOfficial.isPending &&
            !declare.isPending && (
              <Box role="alert" sx={{ color: 'error.main' }}>
                {t('cases.entryWrong')}
              </Box>
            )}
          {error !== null && <FailureNotice view="directory-entry" error={error} />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="contained" data-testid="entry-save">
            {t('cases.save')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}

function valuesOf(entry: Entry): Record<string, string> {
  if (entry.kind === 'unit') {
    const { id, name, level, area, phone } = entry.unit ?? {
      id: newEntryId(),
      name: '',
      level: 'county',
      area: '',
      phone: '',
    };
    return { id, name, level, area, phone };
  }
  if (entry.kind === 'official') {
    const { official } = entry;
    if (official === null) return { id: newEntryId() };
    const { id, name, unitId, role, phone, areas } = official;
    return { id, name, unitId, role, phone, areas: areas.join(' ') };
  }
  return {};
}
