import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { VantResolver } from '@vant/auto-import-resolver'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'
import { fontFiles } from './font-files'

const page = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Two sites in one build: the cadres' console, and the workers' pages under /w/ with parts of their own.
export default defineConfig({
  plugins: [
    vue(),
    // Only the Element Plus and Vant parts a page names are bundled, with that page. Our own parts are imported by name.
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' }), VantResolver()] }),
    fontFiles(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false, __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false },
  build: { target: 'es2020', rollupOptions: { input: { console: page('./index.html'), worker: page('./w/index.html') } }, chunkSizeWarningLimit: 700, cssCodeSplit: true, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
