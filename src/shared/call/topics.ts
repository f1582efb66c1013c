import type { ConsultationTopic } from '../script/bundle';
import type { IntakeForm } from './form';

/**
 * The form with one of the bundle's topics chosen: matter and answer are the topic's, so that nine of ten calls are
 * recorded with one key (domain §0.2). The agent's own words stay: only what is empty, or still as another topic had
 * filled it, is replaced.
 */
export function withTopic(
  form: IntakeForm,
  topic: ConsultationTopic,
  topics: readonly ConsultationTopic[],
): IntakeForm {
  const { matter, answer } = form.consultation;
  const isOurs = (text: string, field: 'matter' | 'answer') =>
    text.trim() === '' || topics.some((each) => each[field] === text);
  return {
    ...form,
    purpose: 'consultation',
    consultation: {
      matter: isOurs(matter, 'matter') ? topic.matter : matter,
      answer: isOurs(answer, 'answer') ? topic.answer : answer,
      topicId: topic.id,
    },
  };
}
