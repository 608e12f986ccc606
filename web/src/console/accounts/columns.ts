import type { Account } from '@/api/types'
import type { Column } from '@/kit/columns'
import { moment } from '@/kit/show'
import { word } from '@/locale'

export const columns: Column<Account>[] = [
  { key: 'name', label: 'account.name', sort: true },
  { key: 'login', label: 'account.login', sort: true },
  { key: 'roles', label: 'account.roles', show: (a) => a.roles?.map((r) => `${r.label} · ${r.union_name}`).join('\u3000') || '—' },
  { key: 'status', label: 'account.status', show: (a) => word('account_status', a.status), tone: (a) => (a.status === 'active' ? 'good' : a.status === 'locked' ? 'bad' : 'plain') },
  { key: 'totp_enrolled', label: 'account.totp', show: (a) => word('yes', a.totp_enrolled ? 1 : 0) },
  { key: 'last_seen_at', label: 'account.last_seen', show: (a) => moment(a.last_seen_at), extra: true },
]
