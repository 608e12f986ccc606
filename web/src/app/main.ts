import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { whenLoggedOut } from '@/api/client'
import { i18n, restoreLanguage } from '@/locale'
import App from './app.vue'
import { router } from './router'
import { useSession } from './session'
import './theme.css'
import './page.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)

whenLoggedOut(() => {
  const session = useSession()
  const here = router.currentRoute.value
  if (session.current && here.name !== 'login') session.ended = true // what was typed stays on the page
  else if (here.name !== 'login') void router.push({ name: 'login', query: { back: here.fullPath } })
})

void restoreLanguage().then(() => {
  app.use(router)
  app.mount('#app')
})
