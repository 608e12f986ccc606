import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHistory('/w/'),
  routes: [
    { path: '/join/:token', name: 'join', component: () => import('./join/join.vue') },
    { path: '/receipt/:token', name: 'receipt', component: () => import('./join/receipt.vue') },
    { path: '/card/:token', name: 'card', component: () => import('./card/card.vue') },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./missing.vue') },
  ],
  scrollBehavior: () => ({ top: 0 }),
})
