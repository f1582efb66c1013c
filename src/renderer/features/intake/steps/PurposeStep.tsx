import Box from '@mui/material/Box';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '../../../../shared/call/form';
import { withTopic } from '../../../../shared/call/topics';
import { Notice } from '../../../ui/feedback/Notice';
import { useCall } from '../call/call-context';
import { ChoiceCards } from '../fields/ChoiceCards';
import { Field } from '../fields/Field';
import { TextInput } from '../fields/TextInput';
import { marked } from '../../../ui/views';

const PURPOSES: readonly Purpose[] = ['report', 'consultation', 'nuisance', 'dropped'];

/** What the caller wants. A report goes on at once; a consultation is asked and answered right here. */
export function PurposeStep() {
  const { t } = useTranslation();
  const { form, change, goOn, bundle } = useCall();
  // From then on the digits are the topics': nine of ten calls are a consultation (domain §0.2).
  const areDigitsTopics = form.purpose === 'consultation' && bundle.catalogue.consultations.length > 0;
  const choose = (purpose: Purpose) => {
    change((now) => ({ ...now, purpose }));
    if (purpose === 'report') goOn();
  };
  return (
    <>
      <Field field="purpose" label={t('purpose.label')} isFilled={form.purpose !== null}>
        <ChoiceCards
          label={t('purpose.label')}
          value={form.purpose}
          onChoose={choose}
          columns={areDigitsTopics ? 4 : 2}
          choices={PURPOSES.map((value, index) => ({
            value,
            label: t(`purpose.${value}`),
            ...(!areDigitsTopics && { hint: t(`purpose.${value}Hint`) }),
            ...(!areDigitsTopics && { digit: String(index + 1) }),
          }))}
        />
      </Field>
      {form.purpose === 'consultation' && <Consultation />}
      {(form.purpose === 'nuisance' || form.purpose === 'dropped') && (
        <Box>
          <Notice tone="plain" role="note">
            {t(`purpose.${form.purpose}Ends`)}
          </Notice>
        </Box>
      )}
    </>
  );
}

function Consultation() {
  const { t } = useTranslation();
  const { form, change, bundle } = useCall();
  const id = useId();
  const { consultation } = form;
  const topics = bundle.catalogue.consultations;
  const topic = topics.find((each) => each.id === consultation.topicId);
  const put = (part: Partial<typeof consultation>) =>
    change((now) => ({ ...now, consultation: { ...now.consultation, ...part } }));
  const choose = (chosen: string) => {
    const found = topics.find((each) => each.id === chosen);
    if (found) change((now) => withTopic(now, found, topics));
  };
  return (
    <>
      {topics.length > 0 && (
        <Field
          field="consultation.topicId"
          label={t('consultation.topic')}
          hint={t('consultation.topicHint')}
          isFilled={consultation.topicId !== '' || consultation.matter !== ''}
        >
          <ChoiceCards
            label={t('consultation.topic')}
            value={consultation.topicId}
            onChoose={choose}
            columns={3}
            choices={topics.map(({ id: value, label }, index) => ({
              value,
              label,
              ...(index < 9 && { digit: String(index + 1) }),
            }))}
          />
        </Field>
      )}
      {topic && consultation.answer === topic.answer && (
        <Notice tone="plain" role="note" title={t('consultation.say')}>
          {topic.answer}
        </Notice>
      )}
      <Box
        {...marked('consultation')}
        sx={{ display: 'grid', gridTemplateColumns: topics.length > 0 ? '1fr 2fr' : '1fr', gap: 1.75 }}
      >
        <Field
          field="consultation.matter"
          label={t('consultation.matter')}
          inputId={`${id}matter`}
          isFilled={consultation.matter !== ''}
        >
          <TextInput
            id={`${id}matter`}
            field="consultation.matter"
            value={consultation.matter}
            maxLength={4000}
            placeholder={t('consultation.matterPlaceholder')}
            onChange={(matter) => put({ matter })}
          />
        </Field>
        <Field
          field="consultation.answer"
          label={t('consultation.answer')}
          inputId={`${id}answer`}
          isFilled={consultation.answer !== ''}
        >
          <TextInput
            id={`${id}answer`}
            field="consultation.answer"
            value={consultation.answer}
            maxLength={4000}
            placeholder={t('consultation.answerPlaceholder')}
            onChange={(answer) => put({ answer })}
          />
        </Field>
      </Box>
    </>
  );
}
