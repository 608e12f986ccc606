import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

// Vant writes its icon font into the style sheet, as base64 and with a copy on a foreign host beside it. Every page would
// wait for 25 kB before its first paint, icons or not: the font becomes a file of its own, asked for by those that draw one.
export function fontFiles(): Plugin {
  return {
    name: 'font-files',
    generateBundle(_, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue
        const text = typeof asset.source === 'string' ? asset.source : Buffer.from(asset.source).toString('utf8')
        asset.source = text.replace(/src:url\((["']?)data:font\/woff2;[^,)]*base64,([A-Za-z0-9+/=]+)\1\)[^;}]*/g, (_match, _quote, base64: string) => {
          const source = Buffer.from(base64, 'base64')
          const fileName = `assets/icons-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.woff2`
          if (!bundle[fileName]) this.emitFile({ type: 'asset', fileName, source })
          return `src:url(/${fileName}) format("woff2")`
        })
      }
    },
  }
}
