// Identity providers as others run them: the npm package oidc-provider, an OpenID certified implementation, with its own
// pages for signing in. `localhost` and not 127.0.0.1: another site than the county's, so that the browser keeps its cookies
// from the way back as it would between two organisations.
import { generateKeyPairSync } from 'node:crypto'
import Provider from 'oidc-provider'

const keyOf = (algorithm) => {
  const { privateKey } = algorithm === 'RS256' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm }
}

// `takes`: how the client proves itself, and how the provider signs.
export async function openProvider(port, county, takes) {
  const issuer = `http://localhost:${port}`
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'niangjia', client_secret: 'the secret/of the county', redirect_uris: [`${county}/login/return`],
      grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: takes.method, id_token_signed_response_alg: takes.algorithm,
    }],
    jwks: { keys: [...new Set(['RS256', takes.algorithm])].map(keyOf) },
    // Two providers on one machine share its cookies: each has names of its own.
    cookies: { keys: [`made up for ${port}`], names: { session: `session_${port}`, interaction: `interaction_${port}`, resume: `resume_${port}` } },
    findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
    pkce: { required: () => true },
    ttl: { Session: 3600, Grant: 3600, Interaction: 3600, AccessToken: 600, IdToken: 600 },
  })
  const server = await new Promise((done) => {
    const listening = provider.listen(port, () => done(listening))
  })
  return { issuer, close: () => server.closeAllConnections() ?? server.close() }
}

export const settingsOf = (name, label, { issuer }) => ({
  [`NIANGJIA_OIDC_${name.toUpperCase()}_ISSUER`]: issuer,
  [`NIANGJIA_OIDC_${name.toUpperCase()}_LABEL`]: label,
  [`NIANGJIA_OIDC_${name.toUpperCase()}_CLIENT`]: 'niangjia',
  [`NIANGJIA_OIDC_${name.toUpperCase()}_SECRET`]: 'the secret/of the county',
})
