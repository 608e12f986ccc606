// Keeps the pages of workers on the phone, so that a form that was begun opens again without a network. Answers of the
// server are never kept: they belong to one person.
const shelf = 'niangjia-w-1'
self.addEventListener('install', (event) => event.waitUntil(caches.open(shelf).then((c) => c.addAll(['/w/', '/mark.svg'])).then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// What a page had loaded before this worker watched over it (its first visit) is named by the page and kept as well.
self.addEventListener('message', (event) => {
  const names = (event.data?.keep ?? []).filter((name) => typeof name === 'string' && new URL(name, self.location.origin).origin === self.location.origin)
  event.waitUntil(caches.open(shelf).then((c) => Promise.all(names.map(async (name) => (await c.match(name)) ?? c.add(name).catch(() => undefined)))))
})

async function fromNetwork(request, name) {
  const answer = await fetch(request)
  if (answer.ok) (await caches.open(shelf)).put(name, answer.clone())
  return answer
}

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (event.request.mode === 'navigate') event.respondWith(fromNetwork(event.request, '/w/').catch(() => caches.match('/w/')))
  else event.respondWith(caches.match(event.request).then((found) => found ?? fromNetwork(event.request, event.request)))
})
