-- Signing in by an identity provider (统一身份认证). A person links their own account to what the provider calls them; of
-- that name only a keyed index is kept. An issuer's subject opens one account, whatever the federation, as a login does.
CREATE TABLE account_link (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  issuer TEXT NOT NULL,
  subject_index BYTEA NOT NULL,
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  UNIQUE (realm_id, account_id, issuer),
  FOREIGN KEY (realm_id, account_id) REFERENCES account (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX account_link_subject ON account_link (subject_index, issuer);

-- One way to a provider and back, for ten minutes and once. Looked up, like a session, before a federation is known; in a
-- way that links, realm and account stand.
CREATE TABLE sign_in_attempt (
  state_digest BYTEA PRIMARY KEY,
  browser_digest BYTEA NOT NULL,
  purpose TEXT NOT NULL,
  issuer TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  realm_id BIGINT,
  account_id BIGINT,
  expires_at BIGINT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_attempt_end ON sign_in_attempt (expires_at);
