import { coverForm } from '../cases/forms.ts'
import type { IncomingAct } from '../port/incoming.ts'
import { caseForms, type ActionId } from '../port/reply.ts'
import { planList, planShow } from './case-views.ts'
import { planAct, planCaseForm, planClose, planEscalate } from './casework.ts'
import { planChangeForm, planChoose } from './change-fact.ts'
import { planUncover } from './cover.ts'
import { planDoctor } from './doctor.ts'
import { questionForm } from './question-form.ts'
import { planLinking } from './account-links.ts'
import type { TimedEvent, ChatParts, Plan } from './plan.ts'
import { planDraftButton } from './case-thread.ts'
import { planExplain, planLayer, planAnswerButton, planShowAnswer } from './plan-question.ts'
import { planShare } from './sharing.ts'
import { planAccept, planChoice, planTipAct, planTips, planTipsForm, planTry } from './tips.ts'

export async function planAction(
  parts: ChatParts,
  heard: TimedEvent,
  { action, of, choice }: IncomingAct & { readonly kind: 'action' },
): Promise<Plan> {
  if (isTipAction(action)) return await planTipAction(parts, heard, action, of)
  if (isCaseAction(action)) return await planCaseAction(parts, heard, action, of, choice)
  switch (action) {
    case 'ask':
      return { form: questionForm(parts.versions.current.base) }
    case 'choose':
      return await planChoose(parts, heard, of, choice)
    case 'change-fact':
      return await planChangeForm(parts, heard, of)
    case 'layer':
      return await planLayer(parts, heard, of, choice)
    case 'confirm':
    case 'change':
    case 'only-ask':
      return await planAnswerButton(parts, heard, of, action)
    case 'why':
    case 'changes':
      return await planExplain(parts, heard, of, action)
    case 'ask-counsel':
    case 'classify':
    case 'screen':
      return await planEscalate(parts, heard, of, action)
    case 'cases':
      return await planList(parts, heard, of)
    case 'show-answer':
      return await planShowAnswer(parts, heard, of)
    case 'send-draft':
    case 'keep-draft':
      return await planDraftButton(parts, heard, of ?? '', action)
    case 'cover':
      return { form: coverForm }
    case 'uncover':
      return planUncover(heard)
    case 'share':
      return await planShare(parts, heard, of)
    case 'doctor':
      return await planDoctor(parts, heard)
    case 'link':
    case 'confirm-link':
    case 'decline-link':
    case 'unlink':
      return planLinking(heard, action, of)
  }
}

const caseActions = ['show-case', 'close', 'still-open', 'claim', 'hand-back', 'reopen', ...caseForms] as const

type CaseAction = (typeof caseActions)[number]

const isCaseAction = (action: ActionId): action is CaseAction => caseActions.some((one) => one === action)

async function planCaseAction(
  parts: ChatParts,
  heard: TimedEvent,
  action: CaseAction,
  of: string | undefined,
  choice: string | undefined,
): Promise<Plan> {
  switch (action) {
    case 'show-case':
      return await planShow(parts, heard, of)
    case 'close':
      return await planClose(parts, heard, of, choice)
    case 'still-open':
      return await planCaseForm(parts, heard, of, action, choice)
    case 'claim':
    case 'hand-back':
    case 'reopen':
      return await planAct(parts, heard, of, { kind: action })
    case 'ask-info':
    case 'answer':
    case 'note':
    case 'reassign':
    case 'move':
    case 'withdraw':
      return await planCaseForm(parts, heard, of, action)
  }
}

type TipAction = Extract<ActionId, `tips${string}`>

const isTipAction = (action: ActionId): action is TipAction => action.startsWith('tips')

async function planTipAction(parts: ChatParts, heard: TimedEvent, action: TipAction, of: string | undefined): Promise<Plan> {
  switch (action) {
    case 'tips':
      return await planTips(parts, heard)
    case 'tips-set':
      return await planTipsForm(parts, heard, of)
    case 'tips-pause':
    case 'tips-resume':
    case 'tips-fewer':
    case 'tips-stop':
      return await planTipAct(parts, heard, action, of)
    case 'tips-try':
      return await planTry(parts, heard, of ?? '')
    case 'tips-choose':
      return await planChoice(parts, heard, of ?? '')
    case 'tips-accept':
      return await planAccept(parts, heard, of ?? '')
  }
}
