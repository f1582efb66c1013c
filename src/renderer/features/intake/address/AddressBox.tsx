import Box from '@mui/material/Box';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../../../shared/report/report';
import { isComposing } from '../../../ui/composing';
import { useCall } from '../call/call-context';
import { TextInput } from '../fields/TextInput';
import { OfferRow } from './OfferRow';
import { type Marks, type Offer, type Reading, readInto, readStory } from './reading';
import { useGazetteer } from './use-gazetteer';

interface AddressBoxProps {
  id: string;
  onChange: (address: Address, marks: Marks) => void;
}

const TAKEN: Marks = { city: null, county: null, town: null };

/**
 * One box for the whole address, typed or pasted. What it says of city, county and township goes into the form as it is
 * typed; once the box is left it shows what remains. What is only guessed waits for Enter or a press.
 */
export function AddressBox({ id, onChange }: AddressBoxProps) {
  const { t } = useTranslation();
  const { form, bundle } = useCall();
  const { address } = form.report;
  const gazetteer = useGazetteer(bundle);
  /** What is being typed, over the address as it was before. */
  const [typing, setTyping] = useState<{ text: string; base: Address } | null>(null);
  /** What the box asked when it was left. */
  const [left, setLeft] = useState<Reading | null>(null);
  // Read anew once the sounds are ready.
  const reading = useMemo(
    () => (typing === null ? left : readInto(typing.base, typing.text, gazetteer)),
    [typing, left, gazetteer],
  );
  const story = useMemo(() => readStory(form.report, gazetteer), [form.report, gazetteer]);

  const type = (text: string) => {
    const base = typing?.base ?? address;
    setTyping({ text, base });
    const read = readInto(base, text, gazetteer);
    onChange(read.address, read.marks);
  };
  const leave = () => {
    setLeft(reading);
    setTyping(null);
  };
  const take = ({ city, county, town, detail }: Offer) => {
    setLeft(null);
    setTyping(null);
    onChange({ ...address, city, county, town, detail }, TAKEN);
  };

  // Settled meanwhile by a picker: nothing is left to ask.
  const isOpen = reading !== null && reading.address.county === address.county;
  const waiting = isOpen && reading.offers.length > 0 ? reading : null;
  const byEnter = waiting?.isGuess ? waiting.offers[0] : typing === null ? (story ?? undefined) : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.shiftKey || isComposing(event))
      return;
    if (byEnter !== undefined) {
      event.preventDefault();
      take(byEnter);
    } else leave();
  };
  return (
    <Box onKeyDown={onKeyDown} onBlur={leave}>
      <TextInput
        id={id}
        field="report.address.detail"
        isInStep
        value={typing?.text ?? address.detail}
        maxLength={500}
        placeholder={t('address.boxPlaceholder')}
        onChange={type}
      />
      {waiting !== null && (
        <OfferRow
          title={t(waiting.isGuess ? 'address.maybe' : 'address.whichOf')}
          offers={waiting.offers}
          isEnter={waiting.isGuess}
          onTake={take}
        />
      )}
      {waiting === null && story !== null && (
        <OfferRow title={t('address.fromStory')} offers={[story]} isEnter={byEnter === story} onTake={take} />
      )}
    </Box>
  );
}
