import { areaNames } from '../../../shared/catalog/areas';
import { dispositionOf } from '../../../shared/call/finish';
import type { IntakeForm } from '../../../shared/call/form';
import type { Disposition } from '../../../shared/call/record';
import { gradeOf, type Grade } from '../../../shared/lead/grade';
import type { Urgency } from '../../../shared/lead/deadline';
import { completenessOf } from '../../../shared/report/problems';
import type { Bundle } from '../../../shared/script/bundle';

const TITLE_CHARS = 80;

/** What a list shows and searches of a call, kept beside it. Taken from fields that cannot hold identity. */
export interface Summary {
  disposition: Disposition | null;
  title: string;
  place: string;
  /** 初步分析. */
  grade: Grade | null;
  urgency: Urgency | null;
  dueDate: string | null;
  isAnonymous: boolean | null;
  /** Of the five required answers. */
  answered: number | null;
  searchText: string;
}

export interface SummaryColumns {
  disposition: string | null;
  title: string;
  place: string;
  grade: string | null;
  urgency: string | null;
  due_date: string | null;
  is_anonymous: number | null;
  answered: number | null;
  search_text: string;
}

/** The list's view of a form. Never reads `identity` nor the free description (R-17: no search by name or phone). */
export function summaryOf(form: IntakeForm, localNumber: string, bundle: Bundle): Summary {
  const disposition = dispositionOf(form);
  const hasReport = form.purpose === 'report' || form.purpose === 'dropped';
  const isReport = disposition === 'report';
  const { report } = form;
  const title = titleOf(form, disposition, bundle);
  const place = hasReport
    ? [...areaNames(report.address, bundle.catalogue.areas), report.address.detail].join('')
    : '';
  return {
    disposition,
    title: [...title].slice(0, TITLE_CHARS).join(''),
    place,
    grade: isReport ? gradeOf(report) : null,
    urgency: isReport ? report.urgency : null,
    dueDate: isReport ? (report.deadlineTold?.dueDate ?? null) : null,
    isAnonymous: isReport && report.identityChoice !== null ? report.identityChoice === 'anonymous' : null,
    answered: isReport ? completenessOf(report).answered : null,
    searchText: searchable([localNumber, title, place].join('\n')),
  };
}

function titleOf(form: IntakeForm, disposition: Disposition | null, bundle: Bundle): string {
  switch (disposition) {
    case 'consultation':
      return form.consultation.matter;
    case 'out_of_scope':
      return form.scope.matter;
    case 'report':
    case 'dropped':
      return form.report.target.answer || typeNames(form, bundle);
    case 'nuisance':
    case null:
      return '';
  }
}

function typeNames(form: IntakeForm, bundle: Bundle): string {
  const names = bundle.catalogue.pollutionTypes.filter((type) =>
    form.report.pollution.types.includes(type.code),
  );
  return names.map((type) => type.name).join('、');
}

/** One spelling for what is searched and what is searched for: full width, case and spaces do not matter. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\S\n]+/g, '');
}

export function summaryColumns(summary: Summary): SummaryColumns {
  const { isAnonymous } = summary;
  return {
    disposition: summary.disposition,
    title: summary.title,
    place: summary.place,
    grade: summary.grade,
    urgency: summary.urgency,
    due_date: summary.dueDate,
    is_anonymous: isAnonymous === null ? null : Number(isAnonymous),
    answered: summary.answered,
    search_text: summary.searchText,
  };
}
