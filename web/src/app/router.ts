import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from './session'

// `title` is a key of the locale; `menu` the word of session.menu that the page belongs to.
declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    menu?: string
    bare?: boolean
  }
}

const page = (path: string, name: string, menu: string, component: () => Promise<Component>): RouteRecordRaw => ({
  path, name, component, meta: { title: `page.${name}`, menu },
})

const routes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: () => import('@/console/entry/login.vue'), meta: { bare: true, title: 'page.login' } },
  { path: '/login/return', name: 'login_return', component: () => import('@/console/entry/return.vue'), meta: { bare: true, title: 'page.login' } },
  page('/', 'inbox', 'inbox', () => import('@/console/inbox/inbox.vue')),
  page('/board', 'board', 'board', () => import('@/console/board/board.vue')),
  page('/unions', 'unions', 'unions', () => import('@/console/unions/list.vue')),
  page('/unions/:id', 'union', 'unions', () => import('@/console/unions/detail.vue')),
  page('/terms', 'terms', 'unions', () => import('@/console/terms/list.vue')),
  page('/units', 'units', 'units', () => import('@/console/units/list.vue')),
  page('/units/:id', 'unit', 'units', () => import('@/console/units/detail.vue')),
  page('/outlets', 'outlets', 'outlets', () => import('@/console/outlets/list.vue')),
  page('/brands', 'brands', 'outlets', () => import('@/console/outlets/brands.vue')),
  page('/stations', 'stations', 'stations', () => import('@/console/stations/list.vue')),
  page('/stations/troubles', 'station_troubles', 'stations', () => import('@/console/stations/troubles.vue')),
  page('/services', 'services', 'stations', () => import('@/console/services/list.vue')),
  page('/services/counter', 'counter', 'stations', () => import('@/console/services/counter.vue')),
  page('/services/items', 'service_items', 'stations', () => import('@/console/services/items.vue')),
  page('/services/stock', 'service_stock', 'stations', () => import('@/console/services/stock.vue')),
  page('/siting', 'siting', 'stations', () => import('@/console/siting/list.vue')),
  page('/siting/new', 'siting_new', 'stations', () => import('@/console/siting/new.vue')),
  page('/siting/places', 'siting_places', 'stations', () => import('@/console/siting/places.vue')),
  page('/siting/:id', 'siting_plan', 'stations', () => import('@/console/siting/plan.vue')),
  page('/stations/:id', 'station', 'stations', () => import('@/console/stations/detail.vue')),
  page('/members', 'members', 'members', () => import('@/console/members/list.vue')),
  page('/members/quality', 'member_quality', 'members', () => import('@/console/members/quality.vue')),
  page('/members/:id', 'member', 'members', () => import('@/console/members/detail.vue')),
  page('/expulsions', 'expulsions', 'members', () => import('@/console/members/expulsions.vue')),
  page('/foundings', 'foundings', 'foundings', () => import('@/console/foundings/list.vue')),
  page('/foundings/:id', 'founding', 'foundings', () => import('@/console/foundings/detail.vue')),
  page('/foundings/:id/papers/:paper', 'founding_paper', 'foundings', () => import('@/console/foundings/paper.vue')),
  page('/registrations', 'registrations', 'registrations', () => import('@/console/registrations/list.vue')),
  page('/registrations/duties', 'registration_duties', 'registrations', () => import('@/console/registrations/duties.vue')),
  page('/registrations/:id', 'registration', 'registrations', () => import('@/console/registrations/detail.vue')),
  page('/applications', 'applications', 'applications', () => import('@/console/applications/list.vue')),
  page('/routing', 'routing', 'applications', () => import('@/console/applications/routing.vue')),
  page('/spot', 'spot', 'applications', () => import('@/console/applications/spot.vue')),
  page('/posters', 'posters', 'applications', () => import('@/console/posters/list.vue')),
  page('/posters/:id', 'poster', 'applications', () => import('@/console/posters/sheet.vue')),
  page('/transfers', 'transfers', 'transfers', () => import('@/console/transfers/list.vue')),
  page('/transfers/pull', 'transfer_pull', 'transfers', () => import('@/console/transfers/pull.vue')),
  page('/self-requests', 'self_requests', 'applications', () => import('@/console/requests/list.vue')),
  page('/postings', 'postings', 'transfers', () => import('@/console/transfers/postings.vue')),
  page('/transfers/batches', 'transfer_batches', 'transfers', () => import('@/console/transfers/batches.vue')),
  page('/transfers/batches/new', 'transfer_batch_new', 'transfers', () => import('@/console/transfers/batch-new.vue')),
  page('/transfers/batches/:id', 'transfer_batch', 'transfers', () => import('@/console/transfers/batch.vue')),
  page('/notices', 'notices', 'notices', () => import('@/console/notices/list.vue')),
  page('/imports', 'imports', 'imports', () => import('@/console/imports/list.vue')),
  page('/imports/new', 'imports_new', 'imports', () => import('@/console/imports/new.vue')),
  page('/imports/:id', 'import', 'imports', () => import('@/console/imports/detail.vue')),
  page('/duplicates', 'duplicates', 'duplicates', () => import('@/console/duplicates/list.vue')),
  page('/merges', 'merges', 'duplicates', () => import('@/console/duplicates/merges.vue')),
  page('/accounts', 'accounts', 'accounts', () => import('@/console/accounts/list.vue')),
  page('/disclosures', 'disclosures', 'disclosures', () => import('@/console/disclosures/list.vue')),
  page('/disclosures/:account/:day', 'disclosure_day', 'disclosures', () => import('@/console/disclosures/day.vue')),
  page('/journal', 'journal', 'journal', () => import('@/console/journal/list.vue')),
  page('/figures/:code', 'figure', 'board', () => import('@/console/figures/rows.vue')),
  page('/me', 'me', 'me', () => import('@/console/me/me.vue')),
  { path: '/:rest(.*)*', name: 'missing', component: () => import('@/console/entry/missing.vue'), meta: { title: 'page.missing' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  const session = useSession()
  // When the server cannot be asked, the page itself shows why and offers to try again.
  if (!session.known) await session.load().catch(() => undefined)
  if (to.name === 'login_return') return true // reached signed in (to link) and not (to enter)
  if (to.name === 'login') return session.current ? { path: '/' } : true
  return session.current ? true : { name: 'login', query: to.fullPath === '/' ? {} : { back: to.fullPath } }
})
