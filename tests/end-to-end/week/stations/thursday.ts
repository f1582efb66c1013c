import { expect } from 'vitest';
import { InvestigationView } from '../../../../src/shared/investigation/views';
import { aPdf } from '../../../builders/files/documents';
import { aTellingJpeg } from '../../../builders/files/pictures';
import { anInvestigation } from '../../../builders/investigation/report';
import { DEPUTY } from '../month/bureau';
import { TARGET } from './monday';
import type { Office } from '../office';

/** Annex 2 under the hands of whoever writes it. */
export class ReportDesk {
  private readonly form = anInvestigation();

  constructor(
    private readonly office: Office,
    private readonly callId: string,
  ) {}

  private get page() {
    return this.office.page;
  }

  private field(path: string) {
    return this.page.locator(`[data-field="${path}"]`);
  }

  private fill(path: string, text: string) {
    return this.field(path).locator('input, textarea').first().fill(text);
  }

  private pick(path: string, label: string) {
    return this.field(path).getByRole('button', { name: label, exact: true }).click();
  }

  private section(name: string) {
    return this.page.getByTestId(`section-${name}`).click();
  }

  async view(): Promise<InvestigationView> {
    return InvestigationView.parse(await this.office.ask('investigation.get', { callId: this.callId }));
  }

  async open(): Promise<void> {
    await this.office.hands.press('F6');
    await this.page.locator('[data-view="investigation:ready"]').waitFor();
  }

  /** 一 and 二. */
  async writeOrigin(): Promise<void> {
    const { enterprise } = this.form;
    await this.fill('source.matters', `举报反映${TARGET}夜间向河道偷排黑水。`);
    await this.section('enterprise');
    await this.fill('enterprise.name', `荥阳市${TARGET}`);
    for (const name of ['legalPerson', 'address', 'creditCode', 'process', 'facilities'] as const)
      await this.fill(`enterprise.${name}`, enterprise[name]);
    await this.pick('enterprise.eia.standing', '已取得');
    await this.fill('enterprise.eia.obtainedOn', enterprise.eia.obtainedOn);
    await this.fill('enterprise.eia.number', enterprise.eia.number);
    await this.pick('enterprise.permit.standing', '无或未办');
    await this.fill('enterprise.permit.reason', enterprise.permit.reason);
    await this.office.look('report-enterprise');
  }

  /** 三: a visit by night, as it was told to pollute; each point answered, the picture of it as evidence. */
  async writeSite(night: string, end: string): Promise<void> {
    const { points } = await this.view();
    await this.section('site');
    await this.fill('site.visits.0.from', night);
    await this.fill('site.visits.0.to', end);
    await this.fill('site.inspection', this.form.site.inspection);
    for (const index of points.keys()) {
      await this.fill(`site.points.${index}.answer`, '现场检查时排口有黑水残留，证实曾经排放。');
      await this.pick(`site.points.${index}.finding`, '属实');
    }
    await this.pick('finding', '属实');
    await this.pick('site.earlier.standing', '此前没有处理');
    await this.fill('site.recorder.number', 'ZF-0317');
    await this.fill('site.recorder.from', night);
    await this.fill('site.recorder.to', end);
    await this.evidence('现场.jpg', 'image/jpeg', aTellingJpeg());
    await this.page.getByRole('button', { name: '查看附件1.jpg' }).waitFor();
    await this.fill('evidence.0.caption', '排口黑水残留照片');
    await this.office.look('report-site');
  }

  /** 四 to 七. */
  async writeRest(date: string): Promise<void> {
    const { shortcomings, duty, advice } = this.form;
    await this.section('shortcomings');
    await this.fill('shortcomings', shortcomings);
    await this.section('duty');
    for (const part of ['supervision', 'enforcement', 'conclusion'] as const)
      await this.fill(`duty.${part}`, duty[part]);
    await this.section('advice');
    for (const part of ['toLocal', 'next', 'feedback'] as const)
      await this.fill(`advice.${part}`, advice[part]);
    await this.section('signature');
    await this.fill('signature.assistants.0.name', '高远');
    await this.fill('signature.assistants.0.phone', '0371-67100015');
    await this.fill('signature.date', date);
    await this.page.locator('[data-testid=sign-open]').getByText('领导签字').waitFor();
    await this.office.look('report-signature');
  }

  async sign(): Promise<void> {
    await this.office.hands.press('F9');
    const dialog = this.page.getByTestId('sign-dialog');
    await dialog.getByRole('combobox').click();
    await this.page.getByRole('option', { name: new RegExp(DEPUTY.name) }).click();
    await dialog.locator('[data-field=asked]').check();
    await dialog.getByRole('button', { name: '登记签字' }).click();
    await this.page.locator('[data-view="investigation-replies:ready"]').waitFor();
  }

  /** The signed paper as docx and as pdf. */
  async export(): Promise<void> {
    for (const format of ['docx', 'pdf']) {
      await this.page.getByRole('button', { name: `导出 ${format}` }).click();
      await this.page
        .getByRole('status')
        .filter({ hasText: `.${format}` })
        .waitFor();
    }
  }

  /** The sealed scan, then both replies, each with its own proof. */
  async sealAndReply(): Promise<void> {
    const { page } = this;
    expect(
      await page.getByTestId('reply-platform').getByRole('button', { name: '登记回复' }).isDisabled(),
    ).toBe(true);
    await this.evidence('扫描件.pdf', 'application/pdf', aPdf());
    await page.getByRole('button', { name: '分局', exact: true }).click();
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: '确认盖章' }).click();
    await page.getByTestId('sealed').waitFor();
    for (const [channel, proof] of [
      ['platform', 'PT2026-12-0001'],
      ['mail', '<20261210.0001@mail.example.cn>'],
    ] as const) {
      const reply = page.getByTestId(`reply-${channel}`);
      await reply.getByRole('button', { name: '现在' }).click();
      await reply.getByRole('textbox').last().fill(proof);
      await reply.getByRole('button', { name: '登记回复' }).click();
      await page.getByTestId(`replied-${channel}`).waitFor();
    }
    await page.getByText('两条渠道都已回复。').waitFor();
    await this.office.look('report-replied');
  }

  private evidence(name: string, mimeType: string, buffer: Buffer) {
    return this.page.getByTestId('evidence-input').setInputFiles({ name, mimeType, buffer });
  }
}
