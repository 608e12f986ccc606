-- Two living unions under one parent never bear one name (DOMAIN a3); the race between two clerks ends here, not in a
-- check before writing. Dissolved and merged unions give their name free.
CREATE UNIQUE INDEX trade_union_sibling_name ON trade_union (realm_id, parent_id, name_key)
  WHERE status IN ('preparing', 'active', 'locked');
