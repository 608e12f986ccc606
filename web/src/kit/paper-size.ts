// A page that prints on a sheet of its own kind (page.css); lists print on A4 landscape.
import { onBeforeUnmount, onMounted } from 'vue'

export function usePaper(kind: 'official' | 'poster') {
  onMounted(() => (document.documentElement.dataset.paper = kind))
  onBeforeUnmount(() => delete document.documentElement.dataset.paper)
}
