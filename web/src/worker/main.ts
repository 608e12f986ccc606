import { createApp } from 'vue'
import App from './app.vue'
import { i18n, restoreLanguage } from './locale'
import { router } from './router'
import { restoreTextSize } from './text-size'
import './theme.css'

restoreTextSize()
void restoreLanguage().then(() => createApp(App).use(i18n).use(router).mount('#app'))
// Without it everything works but the opening without a network.
async function keepForLater() {
  await navigator.serviceWorker.register('/w/sw.js')
  const { active } = await navigator.serviceWorker.ready
  const tell = () => active?.postMessage({ keep: performance.getEntriesByType('resource').map((r) => r.name).filter((name) => new URL(name).pathname.startsWith('/assets/')) })
  tell()
  window.setTimeout(tell, 3000) // parts that a page loads a little later
}
if ('serviceWorker' in navigator) void keepForLater().catch(() => undefined)
