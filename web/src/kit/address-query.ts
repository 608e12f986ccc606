// What a list is asked lives in the address, so that it can be sent to a colleague and survives the back button.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function useAddressQuery(owned: () => string[]) {
  const route = useRoute()
  const router = useRouter()
  const asked = computed(() => {
    const found: Record<string, string> = {}
    for (const key of owned()) if (typeof route.query[key] === 'string') found[key] = route.query[key] as string
    return found
  })

  function replaceAll(values: Record<string, string>) {
    const others = Object.entries(route.query).filter(([key]) => !owned().includes(key))
    const filled = Object.entries(values).filter(([, value]) => value)
    void router.replace({ query: Object.fromEntries([...others, ...filled]) })
  }
  const change = (key: string, value: string | null | undefined) => replaceAll({ ...asked.value, [key]: value ?? '' })
  return { asked, change, replaceAll }
}
