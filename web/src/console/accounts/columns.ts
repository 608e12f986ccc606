import type { Account } from '@/api/types'
import type { Column } from '@/kit/columns'
import { moment } from '@/kit/show'
import { t, word } from '@/locale'

export const isLocked = (a: Account) => Boolean(a.locked_until) && Date.parse(a.locked_until!) > Date.now()
const statusOf = (a: Account) => (a.is_disabled ? 'disabled' : isLocked(a) ? 'locked' : 'active')

export const columns: Column<Account>[] = [
  { key: 'name', label: 'account.name' },
  { key: 'login', label: 'account.login' },
  { key: 'roles', label: 'account.roles', show: (a) => (a.roles ?? []).map((r) => `${word('role', r.role)}（${r.union_name}）`).join('；') || t('account.no_role') },
  { key: 'status', label: 'account.status', show: (a) => word('account_status', statusOf(a)), tone: (a) => (statusOf(a) === 'active' ? 'good' : statusOf(a) === 'locked' ? 'bad' : 'plain') },
  { key: 'created_at', label: 'account.created_at', show: (a) => moment(a.created_at) },
]
