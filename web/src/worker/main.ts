import { createApp } from 'vue'
import App from './app.vue'
import { i18n, restoreLanguage } from './locale'
import { router } from './router'
import { restoreTextSize } from './text-size'
import './theme.css'

restoreTextSize()
void restoreLanguage().then(() => createApp(App).use(i18n).use(router).mount('#app'))
// Without it everything works but the opening without a network.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/w/sw.js').catch(() => undefined)
