/** What stands on the portal's own buttons and pages, so that the manual cannot call it otherwise. */
import { areaWords } from '../area/index.ts';
import { calendarWords } from '../calendar/index.ts';
import { callWords, roomWords } from '../call/index.ts';
import { factorWords } from '../factors/index.ts';
import type { Language } from '../fill.ts';
import { joinWords } from '../join/index.ts';
import { operationWords } from '../operation/index.ts';
import { planningWords } from '../portal/index.ts';
import { profileWords } from '../profile/index.ts';
import { siteWords } from '../site/index.ts';
import { taskWords } from '../tasks/index.ts';

export function labelsOf(language: Language): Readonly<Record<string, string>> {
  const { who, check, devices, name, waiting, reply, test } = joinWords[language];
  const call = callWords[language];
  const room = roomWords[language];
  const { landing } = siteWords[language];
  const { event, overview, form } = planningWords[language];
  const factors = factorWords[language];
  const area = areaWords[language];
  const { feed, page } = calendarWords[language];
  const { sheet } = operationWords[language];
  return {
    linkOrCode: landing.client.label,
    registerPractice: landing.practice.register,
    toTest: landing.test.link,
    startTest: test.start,
    turnOn: who.turnOn,
    withoutCamera: who.without,
    textOnly: devices.textOnly,
    anyway: devices.anyway,
    tone: check.tone,
    changeDevices: check.devices,
    enter: name.enter,
    leaveWaiting: waiting.leave,
    come: reply.confirm,
    cannot: reply.decline,
    undo: reply.undo,
    microphone: call.bar.microphone,
    camera: call.bar.camera,
    chat: call.bar.chat,
    more: call.bar.more,
    leave: call.bar.leave,
    endForAll: call.leave.hostEnd,
    keys: call.more.keysOn,
    hide: call.hide.label,
    same: call.code.same,
    different: call.code.different,
    letIn: room.list.letIn,
    letInAll: room.list.letInAll,
    write: room.list.write,
    turnAway: room.list.turnAway,
    remove: room.list.remove,
    takeOver: room.standby.takeOver,
    extend: room.extend.button,
    plan: overview.plan,
    open: event.open,
    save: form.save,
    publish: event.publish,
    change: event.change,
    cancel: event.cancel,
    held: event.held,
    didNotCome: event.didNotCome,
    inviteNow: event.inviteNow,
    key: event.key,
    resend: event.resend,
    print: event.print,
    uninvite: event.uninvite,
    secondFactor: factors.page.title,
    appStart: factors.page.appStart,
    passkeyAdd: factors.page.passkeyAdd,
    codesRenew: factors.page.codesRenew,
    profile: area.account.pages.start,
    photo: area.account.pages.photo,
    password: area.account.pages.password,
    email: area.account.pages.email,
    sessions: area.account.pages.sessions,
    yourData: area.account.pages.requests,
    practiceStart: area.practice.pages.start,
    team: area.practice.pages.members,
    defaults: area.practice.pages.defaults,
    contract: area.practice.pages.contract,
    trail: area.practice.pages.trail,
    export: area.practice.pages.export,
    ownTexts: area.practice.pages.words,
    tasks: taskWords[language].title,
    giveTask: taskWords[language].give,
    saveTask: taskWords[language].form.save,
    tick: taskWords[language].tick,
    practices: area.operator.pages.start,
    requests: area.operator.pages.requests,
    settings: area.operator.pages.settings,
    createAccount: profileWords[language].register.submit,
    calendar: page.title,
    makeAddress: feed.on,
    renewAddress: feed.renew,
    turnOff: feed.off,
    confirmOrder: sheet.confirm,
    enterNotice: sheet.notice,
  };
}
