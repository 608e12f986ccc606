import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHistory('/w/'),
  routes: [
    { path: '/join/:token', name: 'join', component: () => import('./join/join.vue') },
    { path: '/receipt/:token', name: 'receipt', component: () => import('./join/receipt.vue') },
    { path: '/card/:token', name: 'card', component: () => import('./card/card.vue') },
    { path: '/', redirect: { name: 'me' } },
    { path: '/me', name: 'me', component: () => import('./me/me.vue') },
    { path: '/enter', name: 'enter', component: () => import('./me/enter.vue') },
    { path: '/rebind', name: 'rebind', component: () => import('./me/rebind.vue') },
    { path: '/stations', name: 'stations', component: () => import('./stations/stations.vue') },
    { path: '/station/:token', name: 'scanned', component: () => import('./stations/scanned.vue') },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./missing.vue') },
  ],
  scrollBehavior: () => ({ top: 0 }),
})
