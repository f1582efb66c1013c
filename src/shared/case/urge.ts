import { addDays, type ShanghaiDate } from '../shanghai-time';

interface Course {
  acceptedOn: ShanghaiDate;
  dueOn: ShanghaiDate;
  /** The last 催办 of this round; null: none yet. */
  urgedOn: ShanghaiDate | null;
}

const DAY_MS = 86_400_000;
const daysBetween = (from: ShanghaiDate, to: ShanghaiDate) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Since when a case asks to be urged: half its time, then the day before the date, and each day from there. */
export function urgeMark({ acceptedOn, dueOn }: Course, today: ShanghaiDate): ShanghaiDate | null {
  if (today >= addDays(dueOn, -1)) return today;
  const half = addDays(acceptedOn, Math.max(0, Math.floor(daysBetween(acceptedOn, dueOn) / 2)));
  return today >= half ? half : null;
}

/** 待催办: the mark has passed and nobody has urged since. Only what a unit is handling. */
export function owesUrge(course: Course, today: ShanghaiDate): boolean {
  const mark = urgeMark(course, today);
  return mark !== null && (course.urgedOn === null || course.urgedOn < mark);
}
